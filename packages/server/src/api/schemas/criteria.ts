import { type Criteria, operators } from '@kindred/criteria';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const span = z.object({
  amount: z.number().int(),
  unit: z.enum(['minutes', 'hours', 'days', 'weeks', 'months', 'years']),
  calendar: z.literal(true).optional(),
});
const circle = z.object({ latitude: z.number(), longitude: z.number(), kilometers: z.number() });

const operand = z.union([scalar, z.array(scalar), span, z.object({ days: z.number().int() }), circle]);
const duration = z.object({
  amount: z.number().int(),
  unit: z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years']),
});
const window = z.union([
  z.object({ rolling: duration }),
  z.object({ calendar: z.enum(['day', 'week', 'month', 'quarter', 'year']), ago: z.number().int().optional() }),
  z.object({ past: z.object({ from: duration, to: duration }) }),
  z.object({ fixed: z.object({ from: z.string().optional(), to: z.string().optional() }) }),
]);
const count = z.union([
  z.object({ atLeast: z.number().int() }),
  z.object({ atMost: z.number().int() }),
  z.object({ exactly: z.number().int() }),
  z.object({ between: z.tuple([z.number().int(), z.number().int()]) }),
]);
const match = () => ({
  event: z.string().meta({ example: 'Order Completed' }),
  where: criteriaShape.optional(),
});

/** Beside an explanation of why somebody is in a segment. */
export const membersAsOf = z
  .string()
  .nullable()
  .optional()
  .describe(
    'Of a batch segment: the instant of its last run, of which `since` is; null before the first. `matches` and the explanation are of now, so at the next run it comes to be so',
  );

/** Beside an explanation. */
export const partial = z
  .literal(true)
  .optional()
  .describe('There are more events than are read to explain: the explanation is of the latest 50,000');

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
      z.object({ type: z.literal('atLeast'), count: z.number().int().min(1), of: z.array(criteriaShape).min(1) }),
      z.object({
        type: z.literal('property'),
        property: z.string().meta({ example: 'user.plan' }),
        operator: z.enum(operators),
        value: operand.optional(),
        exactCase: z.boolean().optional(),
        as: z.enum(['number', 'decimal', 'version', 'duration', 'date']).optional(),
        quantifier: z.enum(['any', 'all']).optional(),
        of: z.literal('size').optional(),
      }),
      z.object({
        type: z.literal('event'),
        ...match(),
        count,
        window: window.optional(),
        of: z
          .union([
            z.object({ distinct: z.enum(['days', 'sessions']) }),
            z.object({ distinct: z.literal('values'), property: z.string() }),
          ])
          .optional(),
      }),
      z.object({
        type: z.literal('aggregate'),
        ...match(),
        window: window.optional(),
        function: z.enum(['sum', 'average', 'minimum', 'maximum', 'first', 'last', 'mostFrequent']),
        property: z.string().meta({ example: 'properties.total' }),
        operator: z.enum(operators),
        value: operand.optional(),
        exactCase: z.boolean().optional(),
        as: z.enum(['number', 'decimal', 'version', 'duration', 'date']).optional(),
        quantifier: z.enum(['any', 'all']).optional(),
      }),
      z.object({
        type: z.literal('eventTime'),
        ...match(),
        window: window.optional(),
        which: z.enum(['first', 'last']),
        operator: z.enum(operators),
        value: operand.optional(),
        as: z.literal('date').optional(),
      }),
      z.object({
        type: z.literal('sequence'),
        steps: z
          .array(
            z.object({
              ...match(),
              without: z.array(z.object(match())).optional(),
              absent: z.literal(true).optional(),
            }),
          )
          .min(2)
          .max(10),
        within: duration.optional(),
        same: z.union([z.string(), z.array(z.string())]).optional(),
        window: window.optional(),
      }),
      z.object({ type: z.literal('bucket'), salt: z.string(), from: z.number(), to: z.number() }),
      z.object({ type: z.literal('segment'), segment: z.string() }),
      z
        .object({
          type: z.literal('people'),
          of: criteriaShape,
          count: count.optional(),
          share: count.optional().describe('In whole percent of all of the account’s people'),
        })
        .describe('In segments of accounts: how many of the account’s people; either `count` or `share`'),
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
  foundText?: string | undefined;
  leftOut?: number | undefined;
  of?: readonly ExplanationBody[];
}

export const explanation: z.ZodType<ExplanationBody> = z
  .lazy(() =>
    z.object({
      path: z.string().describe('Path of the condition in the criteria, e.g. `of[0]`'),
      type: z.string(),
      matches: z.boolean().nullable().describe('null: depends on the request'),
      sentence: z.string(),
      found: z
        .unknown()
        .describe('The value found: a trait, a count of events, of a sequence the steps with their times …'),
      foundText: z.string().optional().describe('Of a sequence: how far it came, in words'),
      leftOut: z.number().int().optional().describe('Numbers of 10^18 or more that are not in a sum or average'),
      of: z.array(explanation).readonly().optional(),
    }),
  )
  .meta({ id: 'Explanation' });

export const criteriaCheckInput = z.strictObject({
  subject: z.enum(['person', 'account']).optional().describe('What the members are; people where absent'),
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

export const criteriaDiffInput = z.strictObject({
  subject: z.enum(['person', 'account']).optional().describe('What the members are; people where absent'),
  before: criteriaInput,
  after: criteriaInput,
});

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
