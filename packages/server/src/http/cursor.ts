import type { z } from 'zod';
import { InvalidRequestError } from './errors.js';

/** Packs where a page ended. Opaque to callers; not secret and not trusted on its way back. */
export function toCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Unpacks a cursor that a caller sent back; undefined where none was sent.
 *
 * @param path the parameter that it came in
 * @throws InvalidRequestError
 */
export function fromCursor<T>(schema: z.ZodType<T>, cursor: string | undefined, path = 'cursor'): T | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const parsed = schema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) {
    throw new InvalidRequestError('This cursor is not one of this list.', [
      {
        path,
        code: 'invalid_cursor',
        message: 'Not a cursor of this list',
        expected: '`next` of a page before',
      },
    ]);
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
