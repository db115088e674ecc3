import { z } from 'zod';

/**
 * Bodies of ingestion for the OpenAPI document. Requests are checked by `readCall`, which gives the reason and path of
 * each fault and costs an eighth; the conformance tests hold the two together.
 */
const id = z.string().max(512).nullish();

const commonFields = {
  userId: id.describe('Who is known; either this or anonymousId must be there'),
  anonymousId: id,
  messageId: z.string().max(100).optional().describe('Unique per site for at least 24 h; a repeat counts once'),
  timestamp: z.iso.datetime({ offset: true }).optional().describe('By the clock of the sender'),
  originalTimestamp: z.iso.datetime({ offset: true }).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional().describe('By the clock of the sender, to correct it by'),
  context: z.record(z.string(), z.unknown()).optional(),
  integrations: z.record(z.string(), z.unknown()).optional().describe('Taken and ignored'),
  writeKey: z.string().optional().describe('Where no Authorization header can be sent'),
};
const properties = z.record(z.string(), z.unknown()).optional();
const traits = z.record(z.string(), z.unknown()).optional().describe('Null removes a trait');

export const trackCall = z.object({ ...commonFields, event: z.string().min(1).max(512), properties });
export const pageCall = z.object({
  ...commonFields,
  name: z.string().optional(),
  category: z.string().optional(),
  properties,
});
export const identifyCall = z.object({ ...commonFields, traits });
export const groupCall = z.object({
  ...commonFields,
  groupId: z.string().min(1).max(512),
  traits: traits.describe('`groupKind` (account, organization, userGroup, team, role) and `parentId` have a meaning'),
});
export const aliasCall = z.object({ ...commonFields, previousId: z.string().max(512).optional() });

const type = z.enum(['track', 'page', 'screen', 'identify', 'group', 'alias']);

export const batchCall = z.object({
  batch: z.array(z.looseObject({ type })).max(2500),
  sentAt: commonFields.sentAt,
  context: commonFields.context.describe('Merged under the context of each item'),
  integrations: commonFields.integrations,
  writeKey: commonFields.writeKey,
});

export const ingestQuery = z.object({
  strict: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: also refuse what the published client libraries refuse, and answer 400 with the reasons'),
});

const refusedEvent = z.object({
  index: z.int().describe('Place in the batch, from 0'),
  code: z.string(),
  message: z.string(),
  path: z.string(),
});

export const callAnswer = z
  .object({
    success: z.boolean().describe('False where the event was refused and kept apart'),
    rejected: z.array(refusedEvent).optional(),
  })
  .describe('Durable and applied, or refused with the reason');

export const batchAnswer = z
  .object({
    success: z.literal(true),
    accepted: z.int().describe('Repeats included'),
    duplicates: z.int(),
    rejected: z.array(refusedEvent),
  })
  .describe('Everything accepted is durable and applied');

export const settingsAnswer = z.looseObject({ integrations: z.record(z.string(), z.unknown()) });

export type RefusedEvent = z.infer<typeof refusedEvent>;
