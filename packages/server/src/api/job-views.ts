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

/** A job as the API shows it. */
export function presentJob(directory: SegmentDirectory, stored: Job): z.output<typeof job> {
  const { id, type, state, done, total, error } = stored;
  const counted = type === 'backfill' ? backfillDetail.safeParse(JSON.parse(stored.detail)).data : undefined;
  const detail = type === 'backfill' ? undefined : importDetail.safeParse(JSON.parse(stored.detail)).data;
  const { read, accepted, rejected, errors } = detail ?? {};
  return {
    id,
    type,
    state,
    segments: (counted?.segments ?? []).map((segment) => directory.reference(stored.site, segment)),
    unit: type === 'backfill' ? 'people' : 'lines',
    done,
    total,
    error,
    file: detail?.file === undefined ? null : { id: detail.file, name: detail.name ?? '' },
    dryRun: detail?.dryRun ?? false,
    result:
      read === undefined || accepted === undefined || rejected === undefined
        ? null
        : { read, accepted, rejected, errors: errors ?? [] },
    createdAt: toInstant(stored.createdAt),
    updatedAt: toInstant(stored.updatedAt),
  };
}
