import { z } from 'zod';
import { bucketUnits } from '../../history/buckets.js';
import { instant, pageQuery } from './base.js';
import { profileSummary } from './profiles.js';
import { segmentReference } from './references.js';
import { accountSummary } from './segments.js';

export const time = z
  .string()
  .max(40)
  .describe('An ISO 8601 date or instant; a date alone, or a time without offset, is in the time zone of the site')
  .meta({ example: '2026-03-01' });
const from = time.optional().describe('Beginning of the range. Default: 30 days before its end');
const to = time.optional().describe('End of the range; a date counts whole. Default: now');

const current = {
  asOf: instant.describe('Everything up to then is in the answer'),
  complete: z
    .boolean()
    .describe('False where the warehouse was behind, or enters and exits of an edit are still being recorded'),
};
const range = { from: instant, to: instant };

export const period = z
  .object({ since: instant, until: instant.nullable().describe('null while the members are kept') })
  .meta({ id: 'Period' });
export const segmentPeriods = z.object({
  items: z
    .array(period)
    .describe(
      'When its members were kept, from activation to deactivation, oldest first; who was in is known of these',
    ),
});

export const pastMembersQuery = pageQuery.extend({
  at: time.optional().describe('Default: now'),
  computed: z
    .enum(['true', 'false'])
    .default('false')
    .describe(
      'Where it is not known: who would have been in, by what the present definition says of what people had done by then. Traits, groups and who is who are as they are now',
    ),
});
export const pastMembers = z.object({
  at: instant,
  known: z.boolean().describe('False where its members were not kept at that time; see `history`'),
  basis: z
    .enum(['recorded', 'computed'])
    .nullable()
    .describe('`recorded`: by the log, exact; `computed`: who would have been; null: not known'),
  size: z.number().int().nullable(),
  items: z.array(
    z.union([
      profileSummary.extend({ since: instant.nullable() }),
      accountSummary.extend({ since: instant.nullable() }),
    ]),
  ),
  next: z.string().nullable(),
  ...current,
});

export const growthQuery = z.object({ from, to, by: z.enum(bucketUnits).default('day') });
const moves = { entered: z.number().int(), exited: z.number().int() };
export const growth = z.object({
  by: z.enum(bucketUnits),
  ...range,
  buckets: z.array(
    z.object({
      start: instant,
      end: instant.describe('First instant of the next'),
      size: z.number().int().nullable().describe('Members at its end; null where they were not kept'),
      ...moves,
      causes: z
        .record(z.string(), z.object(moves))
        .describe(
          'By what caused it: `event`, `trait`, `group`, `time`, `merge`, `first-seen`, `known`, `edit`, `import`, or `backfill`: found by counting the past, as on activation',
        ),
    }),
  ),
  ...current,
});

export const retentionQuery = z.object({
  from,
  to,
  by: z.enum(['day', 'week', 'month']).default('week'),
  periods: z.coerce.number().int().min(1).max(60).default(8).describe('How many later ones are looked at'),
});
const counts = z.array(z.number().int().nullable());
export const retention = z.object({
  by: z.enum(['day', 'week', 'month']),
  ...range,
  cohorts: z.array(
    z.object({
      start: instant,
      end: instant,
      size: z.number().int().describe('Who entered in this time; without those found by counting the past'),
      inside: counts.describe(
        'Of these, in the segment at the end of this time, of the next, and so on; null where that is to come or members were not kept',
      ),
      stayed: counts.describe('Of these, without having left since'),
    }),
  ),
  ...current,
});

export const flowQuery = z.object({ from, to });
const flowSide = z.object({
  members: z.number().int(),
  segments: z
    .array(z.object({ segment: segmentReference, members: z.number().int() }))
    .describe('The most first; one member may be in several'),
  none: z.number().int().describe('In no segment'),
});
export const flow = z.object({
  ...range,
  left: flowSide.describe('Those who left in this range, and where they are now; in the segment itself: came back'),
  entered: flowSide.describe('Those who entered in this range, and where they were just before'),
  ...current,
});

export const overlapQuery = z.object({
  segments: z
    .string()
    .max(1_000)
    .describe('Ids of 1 to 8 segments, separated by commas')
    .meta({ example: 'seg_a,seg_b' }),
  at: time.optional().describe('Default: now'),
});
export const overlap = z.object({
  at: instant,
  segments: z.array(z.object({ segment: segmentReference, size: z.number().int() })),
  regions: z
    .array(
      z.object({
        segments: z.array(z.string()).describe('Ids'),
        only: z.number().int().describe('In these, and in no other of those asked about'),
        all: z.number().int().describe('In these, whatever else'),
      }),
    )
    .describe('Every combination that anybody is in'),
  ...current,
});

export const staysAnswer = z.object({
  items: z.array(
    z.object({
      segment: segmentReference,
      milliseconds: z.number().int().describe('Time in the segment in all, as far as its members were kept'),
      stays: z.number().int(),
      first: instant.describe('Beginning of the first stay'),
      since: instant.nullable().describe('Beginning of the present stay; null where there is none'),
      currentMilliseconds: z.number().int().nullable(),
    }),
  ),
  ...current,
});
