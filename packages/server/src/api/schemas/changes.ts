import { z } from 'zod';
import { pageQuery } from './base.js';
import { change } from './segments.js';

const after = z
  .string()
  .max(512)
  .describe('`next` of the answer before; `start`: from the oldest change that is kept; `now`: only what comes');
const wait = z.coerce
  .number()
  .min(0)
  .max(30)
  .default(0)
  .describe('Seconds to wait for something to come where there is nothing yet');

export const segmentChangesQuery = pageQuery.extend({
  after: after
    .optional()
    .describe('Turns the list around: what came after this cursor, oldest first; see /v1/membership-changes'),
  wait,
});

export const membershipChangesQuery = z.object({
  after: after.default('start'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  wait,
  segments: z.string().max(20_000).optional().describe('Only those of these segments: ids, separated by commas'),
});

export const membershipChanges = z.object({
  items: z.array(change).readonly(),
  next: z.string().describe('Cursor from which to go on, also where nothing came'),
  more: z.boolean().describe('Whether there is more already'),
});
