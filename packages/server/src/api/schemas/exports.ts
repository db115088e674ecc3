import { flattenLimits } from '@kindred/criteria';
import { z } from 'zod';
import { scheduleInput } from '../../schedule.js';
import { ignored, instant, pageOf, pageQuery } from './base.js';
import { segmentReference } from './references.js';

const format = z.enum(['csv', 'ndjson', 'parquet']);
const traits = z
  .array(z.string().min(1).max(flattenLimits.path))
  .max(100)
  .default([])
  .describe('Traits that become columns, as text; beside id, userId, since, firstSeen and lastSeen');

export const exportRequest = z.strictObject({ format: format.default('csv'), traits });
export const exportPlanInput = z.strictObject({
  segment: z.string().max(100),
  format: format.default('csv'),
  traits,
  schedule: scheduleInput,
  keep: z.int().min(1).max(1_000).default(7).describe('How many files are kept'),
});

export const exportPlan = z
  .object({
    id: z.string(),
    segment: segmentReference,
    format,
    traits: z.array(z.string()).readonly(),
    schedule: scheduleInput,
    keep: z.number().int(),
    nextAt: instant,
    version: z.number().int(),
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: 'Export' });

/** A changed one: what was read may be sent back whole, with the segment as it was read or by its id. */
export const exportPlanUpdate = exportPlanInput.extend({
  segment: z
    .union([z.string().max(100), segmentReference.transform(({ id }) => id)])
    .describe('Its id, or as it was read'),
  id: ignored,
  nextAt: ignored,
  version: ignored,
  createdAt: ignored,
  createdBy: ignored,
});

export const exportRun = z
  .object({
    id: z.string(),
    export: z.string().nullable().describe('null: asked for once'),
    segment: segmentReference,
    format,
    state: z.enum(['running', 'done', 'failed']),
    done: z.number().int().describe('Members written'),
    total: z.number().int().nullable(),
    asOf: instant.nullable().describe('The instant whose members are in the file'),
    bytes: z.number().int().nullable(),
    error: z.string().nullable().describe('Why it failed, or, while it is running, what it waits for'),
    errorCode: z.string().nullable().describe('The same for programs; stable'),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ExportRun' });
export const exportRunPage = pageOf(exportRun);
export const exportRunQuery = pageQuery.extend({
  export: z.string().max(100).optional().describe('Only those of an export'),
  unplanned: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Only those of no export that there is: asked for once, or it was deleted'),
});
