import { z } from 'zod';
import { instant, localized, pageOf, pageQuery, profileId } from './base.js';
import { criteriaInput, criteriaOutput } from './criteria.js';
import { profileSummary } from './profiles.js';
import { segmentReference } from './references.js';

export const segment = z
  .object({
    id: z.string(),
    key: z.string().describe('Unique in the site; what code asks for'),
    name: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    criteria: criteriaOutput,
    includeGuests: z.boolean(),
    includes: z.array(z.string()),
    excludes: z.array(z.string()),
    public: z.boolean().describe('May publishable decide keys learn of it?'),
    active: z.boolean(),
    kind: z.enum(['live', 'requestTime']),
    state: z.enum(['inactive', 'backfilling', 'ready', 'failed']),
    size: z.number().int().nullable().describe('Members now; null for request-time and never-ready segments'),
    progress: z.object({ done: z.number(), total: z.number().nullable() }).nullable(),
    error: z.string().nullable(),
    version: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
    updatedBy: z.string(),
    sentence: z.string().describe('The criteria in English'),
  })
  .meta({ id: 'Segment' });

export const segmentKey = z
  .string()
  .max(100)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'Lower-case letters, digits and hyphens');

/** Audience fields shared by a segment's definition and by previews of unsaved ones. */
export const audienceInput = z.object({
  criteria: criteriaInput,
  includeGuests: z.boolean().optional().describe('Default: on, unless a condition can hold of known users only'),
  includes: z.array(profileId).max(10_000).optional(),
  excludes: z.array(profileId).max(10_000).optional(),
});

export const segmentInput = z.strictObject({
  ...audienceInput.shape,
  key: segmentKey.optional().describe('Default: made from the name'),
  name: localized.refine((name) => Object.values(name).some((text) => text.trim() !== ''), 'At least one name'),
  description: localized.optional(),
  public: z.boolean().optional(),
  active: z.boolean().optional().describe('Default: false on creation, unchanged on update'),
});

export const segmentQuery = pageQuery.extend({
  search: z.string().max(200).optional(),
  state: z.enum(['inactive', 'backfilling', 'ready', 'failed']).optional(),
  kind: z.enum(['live', 'requestTime']).optional(),
  sort: z.enum(['name', '-name', 'size', '-size', 'updatedAt', '-updatedAt']).default('name'),
});

export const segmentPage = pageOf(segment);
export const memberPage = pageOf(profileSummary.extend({ since: instant }));

export const change = z
  .object({
    id: z.string(),
    segment: segmentReference,
    profile: profileSummary,
    kind: z.enum(['entered', 'exited']),
    at: instant,
    cause: z
      .string()
      .describe(
        '`event:<messageId>`, `time`, `merge`, `group:<kind>/<id>`, `edit` (of an active segment), or `backfill`: found by counting the past, as on activation',
      ),
  })
  .meta({ id: 'Change' });
export const changePage = pageOf(change);

const ranked = z.array(
  z.object({
    value: z.string(),
    segment: z.object({ people: z.number(), count: z.number() }),
    everyone: z.object({ people: z.number(), count: z.number() }),
  }),
);

export const reportQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });

export const report = z.object({
  from: instant,
  to: instant,
  people: z.object({ segment: z.number(), everyone: z.number() }).describe('People active in this time'),
  pages: ranked,
  events: ranked,
  days: z
    .array(z.object({ day: z.string(), entered: z.number(), exited: z.number() }))
    .describe('Enters and exits of each day, without those found by counting the past (cause `backfill`)'),
});
