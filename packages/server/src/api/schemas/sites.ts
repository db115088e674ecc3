import { z } from 'zod';
import { rule } from '../../http/rule.js';

/** A time zone that this runtime knows. */
export const timeZone = z
  .string()
  .refine(
    (zone) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: zone });
        return true;
      } catch {
        return false;
      }
    },
    rule('unknown_time_zone', 'An IANA time zone such as Europe/Berlin'),
  )
  .meta({ example: 'Europe/Berlin' });

export const site = z
  .object({
    id: z.string().describe('The slug, as the `Kindred-Site` header takes it'),
    name: z.string(),
    timeZone: z.string(),
    weekStart: z.number().int().describe('1 = Monday … 7 = Sunday'),
    global: z.boolean().describe('Whether all other sites share its segments'),
  })
  .meta({ id: 'Site' });

export const siteInput = z.strictObject({
  id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'Lower-case letters, digits and hyphens'),
  name: z.string().trim().min(1).max(200),
  timeZone,
  weekStart: z.number().int().min(1).max(7).default(1),
});

export const siteChange = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  timeZone: timeZone.optional(),
  weekStart: z.number().int().min(1).max(7).optional(),
});

export const globalSite = z.strictObject({
  id: z.string().max(64).nullable().describe('Slug of the site whose segments all others share; null: no site'),
});
