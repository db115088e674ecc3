import { z } from 'zod';
import { instant, pageOf, profileId } from './base.js';
import { explanation, partial } from './criteria.js';
import { profileSummary } from './profiles.js';
import { accountSummary, audienceInput } from './segments.js';

const headCount = z.object({ known: z.number(), guests: z.number(), total: z.number() });

export const previewInput = audienceInput.extend({
  editor: z.string().max(100).optional().describe('A newer preview of the same editor cancels the older one'),
});

export const preview = z
  .object({
    certain: headCount.describe('Match whatever the request'),
    possible: headCount.describe('May match, depending on the request'),
    everyone: headCount,
    exact: z.boolean().describe('`certain` equals `possible`'),
    asOf: instant,
    complete: z.boolean().describe('Whether the warehouse had everything accepted so far'),
    tookMs: z.number(),
  })
  .meta({ id: 'Preview' });

export const previewMembersInput = audienceInput.extend({
  cursor: z.string().max(512).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const previewMembers = pageOf(z.union([profileSummary, accountSummary]));

export const previewExplainInput = audienceInput.extend({
  profile: profileId.optional().describe('Whom to explain it for'),
  account: z.string().min(1).max(500).optional().describe('The account to explain it for, of segments of accounts'),
});
export const previewExplain = z.object({
  matches: z.boolean().nullable().describe('null: depends on the request'),
  by: z.enum(['criteria', 'included', 'excluded', 'guest']),
  explanation,
  partial,
});
