import type { Job } from '@kindred/store';
import { z } from 'zod';
import type { SegmentDirectory } from '../segments/directory.js';
import { importResult } from './schemas/imports.js';
import { type job, toInstant } from './schemas/index.js';

/** What the engine writes down of a count. */
const backfillDetail = z.object({ segments: z.array(z.string()) });

/** What an import writes down of itself; the counts once it is done. */
const importDetail = importResult
  .omit({ job: true })
  .partial()
  .extend({ file: z.string().optional(), name: z.string().optional() });

/** At the pace so far; null where nothing is known of it yet. */
function secondsLeft({ state, done, total, createdAt, updatedAt }: Job): number | null {
  if (state !== 'running' || total === null || done <= 0 || updatedAt <= createdAt) return null;
  return Math.round(((updatedAt - createdAt) * Math.max(0, total - done)) / done / 1_000);
}

/** A job as the API shows it. */
export function presentJob(directory: SegmentDirectory, stored: Job): z.output<typeof job> {
  const { id, type, state, done, total, error } = stored;
  const counted = type === 'backfill' ? backfillDetail.safeParse(JSON.parse(stored.detail)).data : undefined;
  const detail = type === 'backfill' ? undefined : importDetail.safeParse(JSON.parse(stored.detail)).data;
  const { read, accepted, rejected, duplicates, errors } = detail ?? {};
  return {
    id,
    type,
    state,
    segments: (counted?.segments ?? []).map((segment) => directory.reference(stored.site, segment)),
    unit: type === 'backfill' ? 'people' : 'lines',
    done,
    total,
    secondsLeft: secondsLeft(stored),
    error,
    file: detail?.file === undefined ? null : { id: detail.file, name: detail.name ?? '' },
    dryRun: detail?.dryRun ?? false,
    result:
      read === undefined || accepted === undefined || rejected === undefined
        ? null
        : { read, accepted, rejected, duplicates: duplicates ?? null, errors: errors ?? [] },
    createdAt: toInstant(stored.createdAt),
    updatedAt: toInstant(stored.updatedAt),
  };
}
