import { z } from 'zod';
import { uncleanPart, uncleanWords } from '../text.js';
import type { Fault } from './fault.js';

type Schema = z.core.$ZodType;

/**
 * Texts of a part of a request that no store keeps as they are: ids, names and all else that a schema describes. Where it
 * leaves open what stands there (criteria, traits, the context of a request), whoever reads that looks at its texts.
 */
export function textFaults(schema: Schema | undefined, value: unknown, path = ''): Fault[] {
  if (typeof value === 'string') {
    const unclean = uncleanPart(value);
    if (unclean === null || schema instanceof z.ZodUnknown) return [];
    return [{ path, code: 'unstorable_text', message: `This ${uncleanWords(unclean)}` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  const described = schema === undefined ? undefined : withoutWrapping(schema);
  if (described instanceof z.ZodUnknown) return [];
  const named = !(described instanceof z.ZodRecord && described.valueType instanceof z.ZodUnknown);
  if (!named) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [...textFaults(undefined, key, at), ...textFaults(memberOf(described, key), member, at)];
  });
}

function memberOf(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function withoutWrapping(schema: Schema): Schema {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  ) {
    return withoutWrapping(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? withoutWrapping(schema.in) : schema;
}
