import { z } from 'zod';
import { instant, pageOf, profileId, propertyBag } from './base.js';
import { profileSummary } from './profiles.js';

const rejectedEvent = z
  .object({
    id: z.string(),
    receivedAt: instant,
    code: z.string(),
    message: z.string(),
    path: z.string(),
    body: z.string().describe('The item as received, cut to 8 KB'),
  })
  .meta({ id: 'RejectedEvent' });

export const rejectedPage = pageOf(rejectedEvent);

/** `data` of an `event: rejected` message. */
export const streamedRejection = rejectedEvent
  .omit({ id: true })
  .extend({ body: z.string().describe('The item as received, cut to 300 characters') })
  .meta({ id: 'StreamedRejection' });

const streamedTypes: readonly string[] = ['events', 'memberships', 'rejected'];

export const streamQuery = z.object({
  types: z
    .string()
    .default('events,memberships')
    .describe('`events`, `memberships`, `rejected` or several of them, with commas')
    .refine(
      (text) => text.split(',').every((type) => streamedTypes.includes(type)),
      'events, memberships, rejected or several of them',
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
