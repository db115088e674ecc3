import { z } from 'zod';
import { asNowKinds } from '../../segments/as-now.js';
import { instant } from './base.js';
import { time } from './history.js';
import { against, difference, headCount } from './preview.js';
import { audienceInput } from './segments.js';

const ago = z
  .strictObject({
    amount: z.number().int().min(1).max(100),
    unit: z.enum(['days', 'weeks', 'months', 'years']),
  })
  .describe('So long ago; of months and years at the same local time')
  .meta({ example: { amount: 1, unit: 'months' } });

const earlier = z.union([time, ago]).describe('The earlier instant: a time up to now, or how long ago it was');

export const thenAndNowInput = audienceInput.extend({ against, earlier });
export const thenAndNowMembersInput = thenAndNowInput.extend({
  who: z
    .enum(['onlyNow', 'onlyEarlier'])
    .describe('Who matches, or may, now and did not then; who did and does not now'),
  cursor: z.string().max(512).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export const thenAndNow = z
  .object({
    at: instant.describe('The earlier instant'),
    now: difference,
    earlier: difference.describe('By what people had done by then, of those who had come by then; see `asNow`'),
    onlyNow: difference.describe('Match now, and did not then'),
    onlyEarlier: difference.describe('Matched then, and do not now'),
    everyone: z.object({
      now: headCount,
      earlier: headCount.describe('Had come by then; of accounts all that are known now'),
    }),
    asNow: z
      .array(z.enum(asNowKinds))
      .readonly()
      .describe(
        'What of it is known as it is now only, and taken from now for both instants. `identities`: who is a known user, and who is one person; `traits`: of people; `groups`: their traits and who belongs to them; `names`: people, or accounts, named in or out; `runs`: segments with a schedule that it refers to, which answer at both instants as if they had just run',
      ),
    eventsSince: instant
      .nullable()
      .describe('When the oldest event known happened: of what was done before, nothing is known. Null: there is none'),
    exact: z.boolean().describe('`certain` equals `possible` at both instants'),
    asOf: instant.describe('The later instant'),
    complete: z.boolean().describe('Whether the warehouse had everything accepted so far'),
    tookMs: z.number(),
  })
  .meta({ id: 'ThenAndNow' });
