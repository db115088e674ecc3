import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { instant, pageOf, profileId } from './base.js';

export const correction = z
  .object({
    id: z.string(),
    kind: z.enum(['erase-event', 'erase-person', 'part', 'undo-import']),
    state: z
      .enum(['pending', 'done'])
      .describe('`pending`: kept, and carried out whatever happens to the server meanwhile'),
    requestedBy: z.string(),
    requestedAt: instant,
    finishedAt: instant.nullable(),
    events: z.number().optional().describe('Events taken out'),
    people: z.number().optional().describe('People taken out with an import'),
    identities: z.number().optional().describe('Ids under which the person had come'),
    user: profileId.optional().describe('Profile of the user, after a parting'),
    parted: profileId.optional().describe('Profile of the anonymous id, after a parting'),
  })
  .meta({ id: 'Correction' });
export const correctionPage = pageOf(correction);

export const eraseEventParams = z.object({ messageId: z.string().min(1).max(512) });
export const erasePersonQuery = z.object({
  suppress: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .describe('Refuse what comes under the same ids from now on'),
});
export const partInput = z.strictObject({ anonymousId: z.string().min(1).max(512) });

export const suppressions = z.object({
  ids: z.number().describe('Ids of erased people under which nothing is taken in'),
  dropped: z.number().describe('Events that were not taken in because of them'),
});
export const suppressedId = z
  .object({ userId: z.string().min(1).max(512).optional(), anonymousId: z.string().min(1).max(512).optional() })
  .refine(
    ({ userId, anonymousId }) => (userId === undefined) !== (anonymousId === undefined),
    rule('identity_needed', 'Either userId or anonymousId is needed'),
  );
