import { fold, groupKinds, pathOf, scopeOf } from '@kindred/criteria';
import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { propertyTypes } from '../../segments/site-schema.js';
import { localized } from './base.js';

/** Names that no property of an object may have. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const name = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (text) => !text.split('.').some((part) => reserved.has(part)),
    rule('reserved_name', 'A name that an event can have'),
  );

const values = z
  .array(z.string().min(1).max(200))
  .min(1)
  .max(1_000)
  .refine(
    (all) => new Set(all.map(fold)).size === all.length,
    rule('not_unique', 'Values that differ by more than case'),
  )
  .optional()
  .describe('These and no others: what pickers offer. Other values are pointed out, not refused');

const texts = { label: localized.optional(), description: localized.optional() };

export const propertyDescriptionInput = z.strictObject({
  ...texts,
  type: z.enum(propertyTypes).optional().describe('Default: that of the values that came in'),
  values,
});

const described = new Set<string>(['user', ...groupKinds]);
const fixed = new Set<string>(['id', 'ancestorIds']);

export const traitReference = z.object({
  property: z
    .string()
    .max(500)
    .refine((property) => {
      const path = pathOf(property);
      return described.has(scopeOf(property) ?? '') && name.safeParse(path).success && !fixed.has(path);
    }, 'A trait of people or groups, such as user.plan or account.industry'),
});

export const eventReference = z.object({ event: name.max(200) });

export const eventDescriptionInput = z.strictObject({
  ...texts,
  properties: z
    .record(name, propertyDescriptionInput)
    .default({})
    .refine((all) => Object.keys(all).length <= 500, rule('too_big', 'At most 500 properties'))
    .describe('By path, without `properties.`'),
});

const propertyDescription = z.object({
  label: localized.optional(),
  description: localized.optional(),
  type: z.enum(propertyTypes).optional(),
  values: z.array(z.string()).readonly().optional(),
});
export const traitDescription = propertyDescription.extend({ property: z.string() }).meta({ id: 'TraitDescription' });
export const eventDescription = z
  .object({
    event: z.string(),
    label: localized.optional(),
    description: localized.optional(),
    properties: z.record(z.string(), propertyDescription),
  })
  .meta({ id: 'EventDescription' });

export const siteSchema = z
  .object({ traits: z.array(traitDescription).readonly(), events: z.array(eventDescription).readonly() })
  .meta({ id: 'SiteSchema' });

export const seenSchemaQuery = z.object({
  of: z
    .string()
    .max(300)
    .refine((of) => described.has(of) || (of.startsWith('event:') && of.length > 6), 'user, account, … or event:<name>')
    .meta({ example: 'event:Order Completed' }),
  limit: z.coerce.number().int().min(1).max(500).default(300),
});

const seenTypes = ['text', 'date', 'number', 'boolean', 'textList', 'numberList', 'booleanList'] as const;

export const seenSchema = z
  .object({
    examined: z.number().describe('Among how many people, groups or events was looked'),
    items: z.array(
      z.object({
        property: z.string(),
        path: z.string(),
        count: z.number().describe('How many have it with a value of its most usual type'),
        types: z.array(z.object({ type: z.enum(seenTypes), count: z.number() })).readonly(),
        declared: propertyDescription.nullable(),
        violations: z.array(
          z.object({ code: z.enum(['type', 'value', 'unseen']), count: z.number(), atLeast: z.boolean() }),
        ),
      }),
    ),
    more: z.boolean().describe('There are rarer ones beyond the limit'),
  })
  .meta({ id: 'SeenSchema' });
