import { z } from 'zod';
import { instant } from './base.js';
import { criteriaInput, criteriaOutput } from './criteria.js';
import { lift } from './insight.js';

const days = z.number().int().min(1).max(1_825);

const about = z
  .string()
  .min(1)
  .max(300)
  .describe('What a condition asks about: the id of a property, or `event:` and the name of an event');

const outcome = z.union([
  z.strictObject({
    event: z.string().min(1).max(200).describe('People who did this'),
    days: days.default(30).describe('in so many last days'),
    where: criteriaInput.optional().describe('and of which this holds, as of the `where` of a condition on events'),
  }),
  z.strictObject({ segment: z.string().min(1).max(100).describe('Id of a segment: its members') }),
]);

export const suggestionsInput = z.strictObject({
  outcome,
  days: days
    .default(90)
    .describe('Over how many days behaviour is looked at: those before the days of the outcome; of a segment the last'),
  minimumSize: z
    .number()
    .int()
    .min(10)
    .max(1_000_000_000)
    .optional()
    .describe('The fewest people of a group, and outside it; absent: a hundredth of everyone, 20 at least'),
  conditions: z.number().int().min(1).max(3).default(2).describe('The most conditions of a group'),
  without: z.array(about).max(200).default([]).readonly().describe('What no group is told apart by'),
  limit: z.number().int().min(1).max(50).default(10).describe('The most groups of each direction'),
  run: z.string().min(1).max(100).optional().describe('A name for this search: a newer one of the same name ends it'),
});

const having = z.object({
  size: z.number().int().describe('People'),
  having: z.number().int().describe('Of these, with the outcome'),
});

export const suggestions = z
  .object({
    asOf: instant,
    complete: z.boolean().describe('Whether the warehouse had everything accepted so far'),
    outcome: criteriaOutput.describe('Who has the outcome'),
    sentence: z.string().describe('The outcome in words'),
    everyone: having,
    minimumSize: z.number().int(),
    conditions: z.number().int().describe('Conditions looked at'),
    possible: z.number().describe('Groups that can be made of them: for so many the p-values are corrected'),
    counted: z.number().int().describe('Groups that were counted'),
    itself: z.array(about).describe('What the outcome itself asks about, which no group is told apart by'),
    leftOut: z.array(about).describe('What there was too much of to look at'),
    items: z
      .array(
        z.object({
          criteria: criteriaOutput,
          sentence: z.string(),
          parts: z.array(z.object({ about, sentence: z.string() })).describe('Its conditions, each by itself'),
          direction: z
            .enum(['above', 'below'])
            .describe('Whether the outcome is more or less usual than among everyone'),
          group: having,
          others: having.describe('Everyone else'),
          lift: lift
            .unwrap()
            .describe('Share with the outcome in the group over that of everyone, with its 95 % interval'),
          pValue: z
            .number()
            .describe(
              'By Fisher’s exact test, corrected for all possible groups; 0 where it is too small to be written',
            ),
        }),
      )
      .describe('Those above, then those below, the most unlike everyone first'),
    together: having
      .extend({ criteria: criteriaOutput, sentence: z.string() })
      .nullable()
      .describe('Up to five of the groups above that meet the people with the outcome best as one (by F₁)'),
  })
  .meta({ id: 'Suggestions' });

export const suggestionProgressQuery = z.object({ run: z.string().min(1).max(100) });

export const suggestionProgress = z
  .object({
    stage: z.enum(['waiting', 'looking', 'asking', 'searching']),
    done: z.number().int(),
    of: z.number().int(),
  })
  .nullable()
  .describe('Null where no search of this name runs');
