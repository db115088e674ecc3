import { z } from 'zod';
import { segmentReference } from './references.js';

/** Unknown fields are kept out, not refused: pages send whatever context their script gathers. */
export const requestContext = z
  .object({
    page: z
      .object({
        url: z.string().max(4096),
        referrer: z.string().max(4096),
        path: z.string().max(2048),
        title: z.string().max(1024),
        search: z.string().max(2048),
      })
      .partial(),
    userAgent: z.string().max(1024),
    locale: z.string().max(64),
    timezone: z.string().max(64),
    ip: z.string().max(64).describe('With an API key; of who asks with a publishable key the connection tells it'),
    location: z
      .object({ country: z.string().max(64), region: z.string().max(256), city: z.string().max(256) })
      .partial(),
    campaign: z.record(z.string().max(64), z.string().max(512)),
    device: z.object({ manufacturer: z.string().max(256), model: z.string().max(256) }).partial(),
    screen: z.object({ width: z.int().min(0), height: z.int().min(0) }).partial(),
    cookies: z.record(z.string().max(128), z.string().max(4096)),
    session: z
      .object({ count: z.int().min(0), pages: z.int().min(0) })
      .partial()
      .describe('As the visitor’s browser counts: sessions so far with this one, and pages of this one'),
  })
  .partial()
  .meta({ id: 'RequestContext' });

export const decideInput = z.object({
  userId: z.string().min(1).max(512).nullish(),
  anonymousId: z.string().min(1).max(512).nullish(),
  context: requestContext.optional(),
  segments: z.array(z.string().max(100)).max(1000).optional().describe('Only these keys; default: all'),
  decideKey: z.string().max(100).optional().describe('Publishable key, where the header cannot be set'),
});

export const decision = z
  .object({
    segments: z.array(segmentReference).readonly(),
    keys: z.array(z.string()).readonly(),
    profile: z.string().nullable().describe('Always null for publishable keys'),
  })
  .meta({ id: 'Decision' });
