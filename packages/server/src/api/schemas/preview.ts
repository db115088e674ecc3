import { z } from 'zod';
import { instant, pageOf, profileId } from './base.js';
import { explanation, partial } from './criteria.js';
import { profileSummary } from './profiles.js';
import { accountSummary, audienceInput } from './segments.js';

export const headCount = z.object({ known: z.number(), guests: z.number(), total: z.number() });

export const against = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe('Id of a segment, compared with as it is saved now: who would enter, who would leave');

export const previewInput = audienceInput.extend({
  against,
  nodes: z.boolean().optional().describe('Count every condition and group too'),
  editor: z.string().max(100).optional().describe('A newer preview of the same editor cancels the older one'),
});

const bound = {
  certain: z.number().int().describe('Satisfy it whatever the request'),
  possible: z.number().int().describe('May satisfy it, depending on the request'),
};
export const difference = z.object({ certain: headCount, possible: headCount });

export const preview = z
  .object({
    certain: headCount.describe('Match whatever the request'),
    possible: headCount.describe('May match, depending on the request'),
    everyone: headCount,
    nodes: z
      .array(
        z.object({
          path: z.string().describe('Where it stands in the criteria, such as `of[1].of`; the whole is the empty path'),
          ...bound,
          left: z
            .object(bound)
            .nullable()
            .describe('In an "all" of 2 to 50 parts: how many satisfy it and every part before it. Null elsewhere'),
        }),
      )
      .optional()
      .describe(
        'How many satisfy each condition and group by itself; guests among them only if the audience has guests. Conditions on events have none',
      ),
    entering: difference.optional().describe('Match now, and not as saved. Absent without `against`'),
    leaving: difference.optional().describe('Match as saved, and not now. Absent without `against`'),
    exact: z.boolean().describe('`certain` equals `possible`'),
    asOf: instant,
    complete: z.boolean().describe('Whether the warehouse had everything accepted so far'),
    tookMs: z.number(),
  })
  .meta({ id: 'Preview' });

export const previewMembersInput = audienceInput.extend({
  against,
  who: z
    .enum(['matching', 'entering', 'leaving'])
    .default('matching')
    .describe('`entering` and `leaving` need `against`'),
  cursor: z.string().max(512).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const previewMembers = pageOf(z.union([profileSummary, accountSummary]));

export const previewExplainInput = audienceInput.extend({
  against: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Id of a segment as it is saved: people named in it need not exist any more'),
  profile: profileId.optional().describe('Whom to explain it for'),
  account: z.string().min(1).max(500).optional().describe('The account to explain it for, of segments of accounts'),
});
export const previewExplain = z.object({
  matches: z.boolean().nullable().describe('null: depends on the request'),
  by: z.enum(['criteria', 'included', 'excluded', 'guest']),
  explanation,
  partial,
});
