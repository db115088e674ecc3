import { z } from 'zod';
import { instant, listOf } from './base.js';
import { importResult } from './imports.js';
import { segmentReference } from './references.js';

export const job = z
  .object({
    id: z.string(),
    type: z.enum(['import-people', 'import-events', 'backfill']),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    segments: z.array(segmentReference).readonly().describe('Whose past is being counted; empty for imports'),
    unit: z
      .enum(['lines', 'people'])
      .describe(
        'What `done` and `total` count: lines of an import; people looked at, where a count of history and an evaluation each look at everyone',
      ),
    done: z.number(),
    total: z.number().nullable(),
    secondsLeft: z.number().nullable().describe('How long a running one will take still, at its pace so far'),
    error: z.string().nullable(),
    file: z.object({ id: z.string(), name: z.string() }).nullable().describe('Of an import of a file that was sent'),
    dryRun: z.boolean().describe('An import that checks and changes nothing'),
    result: importResult
      .pick({ read: true, accepted: true, rejected: true, duplicates: true, errors: true })
      .nullable()
      .describe('Of an import that is done'),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Job' });
export const jobs = listOf(job);

export const verifyInput = z.strictObject({ segments: z.array(z.string()).max(1000).optional() });
export const mended = z.object({
  mended: z.number().describe('Differences found, and put right'),
  left: z.number().describe('Differences that there still are'),
  items: z.array(
    z.object({
      segment: segmentReference,
      mended: z.number(),
      left: z.number(),
    }),
  ),
});
export const verification = z.object({
  items: z.array(
    z.object({
      segment: segmentReference,
      members: z.number(),
      missing: z.array(z.string()).describe('Profiles or accounts that SQL finds and live state does not have'),
      extra: z.array(z.string()).describe('Profiles or accounts that live state has and SQL does not find'),
      approximate: z
        .array(z.string())
        .describe(
          'Profiles with more events than are kept live: what SQL last said of them is up to five minutes old. Of a batch segment those who have changed since its last run',
        ),
      asOf: instant.describe('What both sides are of: now; of a batch segment its last run'),
    }),
  ),
  differences: z.number(),
});

export const status = z.object({
  version: z.string(),
  uptimeSeconds: z.number(),
  engine: z.object({
    ready: z.boolean(),
    healthy: z
      .boolean()
      .describe('False once state could not be written: nothing is taken in until a restart, which loses nothing'),
    applied: z.number(),
    leavesAsked: z.number().describe('Conditions that were shown an event since the start: those that it can touch'),
    segmentsAsked: z.number().describe('Times that a segment was asked about somebody since the start'),
    datesAsked: z.number().describe('Times that a condition on a date was asked when it changes next, since the start'),
    checkpoint: z.number(),
    queued: z.number(),
    cachedProfiles: z.number(),
    outboxEntries: z.number(),
    nextDue: instant.nullable(),
  }),
  warehouse: z.object({
    version: z.string(),
    memoryBytes: z.number(),
    diskBytes: z.number(),
    restarts: z.number(),
  }),
  memoryBytes: z.number(),
  disk: z
    .object({ freeBytes: z.number(), totalBytes: z.number() })
    .describe('Of the file system of the data directory; free is what this server may still use'),
});

export const health = z.object({ status: z.literal('ok') });
