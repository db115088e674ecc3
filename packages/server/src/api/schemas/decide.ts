import { z } from 'zod';
import { segmentReference } from './references.js';

const said = z.string();
const count = z.int().min(0);

/** Describes what is understood, see `decide/request-context.ts`; nothing is held to it. */
const understoodContext = z
  .object({
    page: z.object({ url: said, referrer: said, path: said, title: said, search: said }).partial(),
    userAgent: said,
    locale: said,
    timezone: said,
    ip: said.describe('With an API key; of who asks with a publishable key the connection tells it'),
    location: z.object({ country: said, region: said, city: said }).partial(),
    campaign: z.record(said, said),
    device: z.object({ manufacturer: said, model: said }).partial(),
    screen: z.object({ width: count, height: count }).partial(),
    cookies: z.record(said, said),
    session: z
      .object({ count, pages: count })
      .partial()
      .describe('As the visitor’s browser counts: sessions so far with this one, and pages of this one'),
  })
  .partial()
  .describe('What is understood of a request. Text beyond 4,096 characters is cut.')
  .meta({ id: 'RequestContext' });

/** Anything: pages send whatever context their script gathers, and an odd value must not cost the visitor the decision. */
const requestContext = z.unknown().meta({
  anyOf: [{ $ref: `#/components/schemas/${understoodContext.meta()?.id}` }, {}],
  description: 'Nothing in it is refused: what is not as RequestContext has it, or not in it, counts as not said',
});

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
    roles: z
      .array(z.string())
      .readonly()
      .optional()
      .describe(
        'Ids of all roles that the visitor has: those they belong to, and those given by segments, whichever were asked for. Absent for publishable keys',
      ),
  })
  .meta({ id: 'Decision' });
