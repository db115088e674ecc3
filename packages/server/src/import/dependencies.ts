import type { Imports, Job } from '@kindred/store';
import type { Engine } from '../engine/contract.js';

export interface ImportDependencies {
  readonly engine: Pick<Engine, 'importPeople' | 'importEvents'>;
  /** Keeps a job under its id, new or changed, so that people can watch it. */
  readonly jobs: { save(job: Job): Promise<void> };
  /** Keeps who brought in what, so that it can be undone. */
  readonly imports: Pick<Imports, 'begin' | 'save' | 'inState'>;
  readonly clock: () => number;
}
