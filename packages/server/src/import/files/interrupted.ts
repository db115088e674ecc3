import type { Definitions } from '@kindred/store';

/** Imports that a crash ended are shown as what they are, and not as running for ever. */
export async function failInterrupted(
  { sites, jobs, imports }: Pick<Definitions, 'sites' | 'jobs' | 'imports'>,
  now: number,
): Promise<void> {
  for (const one of await imports.inState('running')) await imports.save({ ...one, state: 'failed', finishedAt: now });
  for (const site of await sites.list()) {
    for (const job of await jobs.list(site.id, 1_000)) {
      if (job.state !== 'running' || job.type === 'backfill') continue;
      const error = 'The server was stopped during this import; run it again. What came in does not come in twice.';
      await jobs.save({ ...job, state: 'failed', error, updatedAt: now });
    }
  }
}
