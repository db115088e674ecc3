import { type Criteria, operators } from '@kindred/criteria';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const span = z.object({
  amount: z.number().int(),
  unit: z.enum(['minutes', 'hours', 'days', 'weeks', 'months', 'years']),
  calendar: z.literal(true).optional(),
});
const circle = z.object({ latitude: z.number(), longitude: z.number(), kilometers: z.number() });

/**
 * The criteria tree as documents show it. Requests are checked by `parseCriteria`, which finds every fault at once and
 * says what would be right; this schema describes the same shape for the OpenAPI document.
 */
export const criteriaShape: z.ZodType<Criteria> = z
  .lazy(() =>
    z.union([
      z.object({ type: z.literal('all'), of: z.array(criteriaShape).min(1) }),
      z.object({ type: z.literal('any'), of: z.array(criteriaShape).min(1) }),
      z.object({ type: z.literal('not'), of: criteriaShape }),
      z.object({
        type: z.literal('property'),
        property: z.string().meta({ example: 'user.plan' }),
        operator: z.enum(operators),
        value: z.union([scalar, z.array(scalar), span, z.object({ days: z.number().int() }), circle]).optional(),
        exactCase: z.boolean().optional(),
        as: z.enum(['number', 'decimal', 'version', 'duration', 'date']).optional(),
        quantifier: z.enum(['any', 'all']).optional(),
        of: z.literal('size').optional(),
      }),
      z.object({
        type: z.literal('event'),
        event: z.string().meta({ example: 'Order Completed' }),
        where: criteriaShape.optional(),
        count: z.union([z.object({ atLeast: z.number().int() }), z.object({ atMost: z.number().int() })]),
        window: z
          .union([
            z.object({
              rolling: z.object({
                amount: z.number().int(),
                unit: z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks']),
              }),
            }),
            z.object({ calendar: z.enum(['day', 'week', 'month', 'quarter', 'year']) }),
          ])
          .optional(),
      }),
      z.object({ type: z.literal('segment'), segment: z.string() }),
    ]),
  )
  .meta({ id: 'Criteria' });

const reference = { $ref: '#/components/schemas/Criteria' };

/** Criteria in a request: anything here, parsed by `parseCriteria` in the handler. */
export const criteriaInput = z.unknown().meta(reference);

/** Criteria in a response: already parsed when they were stored. */
export const criteriaOutput = z
  .custom<Criteria>((value) => typeof value === 'object' && value !== null)
  .meta(reference);

/** One condition's verdict for one profile. `matches` is null where it depends on the request. */
export interface ExplanationBody {
  path: string;
  type: string;
  matches: boolean | null;
  sentence: string;
  found: unknown;
  of?: readonly ExplanationBody[];
}

export const explanation: z.ZodType<ExplanationBody> = z
  .lazy(() =>
    z.object({
      path: z.string().describe('Path of the condition in the criteria, e.g. `of[0]`'),
      type: z.string(),
      matches: z.boolean().nullable().describe('null: depends on the request'),
      sentence: z.string(),
      found: z.unknown().describe('The value found: a trait, a count of events, …'),
      of: z.array(explanation).readonly().optional(),
    }),
  )
  .meta({ id: 'Explanation' });

export const criteriaCheckInput = z.object({
  criteria: criteriaInput,
  id: z.string().optional().describe('Id of the segment being edited, to find cycles'),
});

export const criteriaCheck = z.object({
  valid: z.boolean(),
  errors: z.array(
    z.object({ path: z.string(), code: z.string(), message: z.string(), expected: z.string().optional() }),
  ),
  sentence: z.string().nullable(),
  kind: z.enum(['live', 'requestTime']).nullable(),
  includeGuestsDefault: z.boolean(),
  guestNote: z.string().nullable().describe('Why guests can never match, where they cannot'),
});

export const criteriaAnalysis = z.object({
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      path: z.string().describe('Path in the criteria, e.g. `of[0]`'),
      relatedPath: z.string().optional().describe('The other condition that it is about'),
      message: z.string(),
    }),
  ),
  hash: z.string().describe('Equal for criteria of one canonical form'),
  canonical: criteriaOutput,
  sentence: z.string(),
});

export const criteriaDiffInput = z.object({ before: criteriaInput, after: criteriaInput });

export const criteriaDiff = z.object({
  changes: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'changed']),
      before: z.string().nullable().describe('Path in the first definition'),
      after: z.string().nullable().describe('Path in the second definition'),
      message: z.string(),
    }),
  ),
});
