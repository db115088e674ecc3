import { z } from 'zod';
import { problemSchema } from '../../http/errors.js';
import { uncleanPart, uncleanWords } from '../../text.js';

/**
 * Text that comes back as it went in. For input that no validator of a route looks at; what a route's schema describes
 * is held to the same (see `textFaults`).
 */
export const text = z.string().superRefine((value, context) => {
  const unclean = uncleanPart(value);
  if (unclean !== null)
    context.addIssue({ code: 'custom', message: `This ${uncleanWords(unclean)}`, params: { code: 'unclean_text' } });
});

/** ISO 8601 in UTC with milliseconds. */
export const instant = z.string().meta({ format: 'date-time', example: '2026-05-04T09:30:00.000Z' });

/** Formats epoch milliseconds as the API writes every time. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/** A profile id: its number, as text. */
export const profileId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'A profile id is a positive whole number')
  .meta({ example: '4711' });

/** Query of every list: an opaque cursor from the last page's `next`, and the length of a page. */
export const pageQuery = z.object({
  cursor: z.string().max(512).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One page of a list; `next` is the cursor of the following page, null on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item).readonly(), next: z.string().nullable() });
}

/** A list that always comes whole. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item).readonly() });
}

/** Of a change: what only the server says. */
export const ignored = z
  .unknown()
  .optional()
  .describe('Ignored, so that what was read can be sent back')
  .meta({ readOnly: true });

/** Of answers that have sentences in them. */
export const languageQuery = z.object({
  language: z
    .string()
    .max(40)
    .optional()
    .describe('en, es or de; default: what Accept-Language likes best of these, else en'),
});

/** Answer without a body. */
export const empty = z.null().describe('No content');

/** What every error looks like: RFC 9457, `application/problem+json`. */
export const problem = problemSchema.meta({ id: 'Problem' });

/** Text by language tag; at least one. */
export const localized = z
  .record(
    z.string().regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'A language tag such as en or de-CH'),
    z.string().max(1000),
  )
  .meta({ example: { en: 'Free Checking Account Prospects' } });

/** Values by dotted path, as the server keeps them. */
export const propertyBag = z.record(z.string(), z.unknown());
