import { z } from 'zod';
import { instant, pageOf, profileId, propertyBag } from './base.js';
import { profileSummary } from './profiles.js';

export const rejectedPage = pageOf(
  z
    .object({
      id: z.string(),
      receivedAt: instant,
      code: z.string(),
      message: z.string(),
      path: z.string(),
      body: z.string().describe('The item as received, cut to 8 KB'),
    })
    .meta({ id: 'RejectedEvent' }),
);

export const streamQuery = z.object({
  types: z
    .string()
    .default('events,memberships')
    .describe('`events`, `memberships` or both, with a comma')
    .refine(
      (text) => text.split(',').every((type) => type === 'events' || type === 'memberships'),
      'events, memberships or both',
    ),
  segment: z.string().max(100).optional().describe('Only enters and exits of this segment id'),
  profile: profileId
    .optional()
    .describe('Only what this visitor does, and their enters and exits; follows a guest who becomes part of a user'),
  site: z.string().max(64).optional(),
});

/** `data` of an `event: event` message. */
export const streamedEvent = z
  .object({
    profile: profileSummary,
    type: z.string(),
    name: z.string(),
    time: instant,
    messageId: z.string(),
    properties: propertyBag,
    context: propertyBag,
  })
  .meta({ id: 'StreamedEvent' });
