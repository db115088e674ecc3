import { fold, operators } from '@kindred/criteria';
import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { listOf } from './base.js';

const operator = z.enum(operators);

export const property = z
  .object({
    id: z.string().meta({ example: 'user.plan' }),
    label: z.string(),
    type: z.enum(['text', 'number', 'boolean', 'date', 'textList', 'ip', 'version']),
    operators: z.array(operator).readonly(),
    description: z.string(),
    values: z
      .union([z.literal('suggest'), z.array(z.union([z.string(), z.number(), z.boolean()])).readonly()])
      .optional()
      .describe('`suggest`: ask /v1/properties/values; a list: these and no others'),
    requestTime: z.boolean(),
    seen: z.boolean().describe('false: a usual name for a trait that nobody has sent yet'),
  })
  .meta({ id: 'Property' });

export const propertyGroups = z.object({
  groups: z.array(
    z.object({
      id: z.string().describe('user, account, organization, userGroup, team, role, request, behaviour, segments'),
      label: z.string(),
      description: z.string(),
      properties: z.array(property),
    }),
  ),
});

export const vocabularyReference = z.object({
  property: z
    .string()
    .max(300)
    .regex(/^request\./, 'A property of a visit, such as request.cookies.theme'),
});
export const vocabularyInput = z.strictObject({
  values: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(1_000)
    .refine(
      (values) => new Set(values.map(fold)).size === values.length,
      rule('not_unique', 'Values that differ by more than case'),
    ),
});
export const vocabulary = z
  .object({ property: z.string(), values: z.array(z.string()).readonly() })
  .meta({ id: 'Vocabulary' });

export const valuesQuery = z.object({
  property: z
    .string()
    .min(3)
    .max(300)
    .describe('`user.plan`, `account.industry`, `properties.path`, `context.os.name`'),
  event: z.string().max(300).optional().describe('Event name, for `properties.*` and `context.*`'),
  search: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const values = listOf(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count: z.number() }));

export const histogramQuery = z.object({
  property: valuesQuery.shape.property,
  event: valuesQuery.shape.event,
  bars: z.coerce.number().int().min(2).max(100).default(24),
});
export const histogram = z.object({
  count: z.number().describe('How many numbers there are'),
  minimum: z.number().nullable().describe('null where there are none'),
  maximum: z.number().nullable(),
  bars: z
    .array(z.object({ from: z.number(), to: z.number(), count: z.number() }))
    .describe('Of equal width over about the middle 98 hundredths; the outer two hold what lies beyond them too'),
});

export const eventNamesQuery = z.object({
  search: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const eventNames = listOf(
  z.object({
    name: z.string(),
    label: z.string(),
    description: z.string().nullable(),
    count: z.number(),
    properties: z.array(z.string()).readonly(),
    described: z.array(property).describe('Properties of which the site has said what they are'),
  }),
);
