import { z } from 'zod';
import { instant } from './base.js';
import { criteriaOutput } from './criteria.js';

const aspect = z.union([
  z.strictObject({
    property: z.string().min(1).max(300).describe('A trait of people or of their groups, or `profile.known`'),
  }),
  z.strictObject({
    event: z.string().min(1).max(200).describe('How often people did this'),
    days: z.number().int().min(1).max(3650).default(30).describe('in so many last days'),
  }),
]);

export const distributionsInput = z.strictObject({ of: z.array(aspect).min(1).max(10).readonly() });

const bound = z.number().nullable();

/** What the people of a row have in common. */
const meaning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.union([z.string(), z.number(), z.boolean()]) }),
  z.object({ kind: z.literal('range'), from: bound.describe('At least'), to: bound.describe('Less than') }),
  z.object({ kind: z.literal('times'), from: z.number(), to: bound.describe('Included; null: or more') }),
  z.object({ kind: z.literal('ago'), from: bound.describe('More days ago than'), to: bound.describe('Up to') }),
  z.object({ kind: z.literal('other') }),
  z.object({ kind: z.literal('missing') }),
]);

export const lift = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe(
    'Share in the segment over share of everyone, with its 95 % interval; null where there is nothing to compare',
  );

export const comparedCount = z.object({
  segment: z.number().int().describe('Of the segment'),
  everyone: z.number().int(),
});

export const distributions = z
  .object({
    asOf: instant,
    people: comparedCount.describe('People in all, or accounts'),
    items: z
      .array(
        z.object({
          of: aspect,
          shown: z
            .enum(['values', 'ranges', 'dates', 'times'])
            .describe('People may have several values; all other rows exclude each other'),
          rows: z.array(
            comparedCount.extend({
              is: meaning,
              criteria: criteriaOutput.describe('Who is in this row'),
              lift,
            }),
          ),
        }),
      )
      .describe('In the order asked for'),
  })
  .meta({ id: 'Distributions' });
