import { randomBytes } from 'node:crypto';
import type { Site } from '@kindred/store';
import { TooManyRequestsError } from '../../http/errors.js';
import { SupersededError } from '../errors.js';
import {
  type Stage,
  type SuggestionInput,
  type SuggestionParts,
  type Suggestions,
  suggestGroups,
} from './suggestions.js';

/** How far a search is. */
export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly of: number;
}

interface Run {
  readonly tag: string;
  progress: Progress;
  ended: boolean;
}

/** Searches that run or wait. */
const mostWaiting = 8;

/**
 * Searches for suggestions, one after the other: each holds a bit a person and condition in memory. What is asked for by
 * an owner ends what the same owner asked for before.
 */
export class SuggestionRuns {
  readonly #owned = new Map<string, Run>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(private readonly parts: SuggestionParts) {}

  /**
   * @param owner null: nobody asks how far it is
   * @param onBegin is given what ends this search in time
   * @throws SupersededError, TooManyRequestsError `too_many_searches`, and what `suggestGroups` does
   */
  async suggest(
    site: Site,
    input: SuggestionInput,
    owner: string | null,
    onBegin: (end: () => void) => void,
  ): Promise<Suggestions> {
    if (this.#waiting >= mostWaiting) {
      throw new TooManyRequestsError('Others are waiting for suggestions already.', 10, 'too_many_searches');
    }
    const run: Run = {
      tag: `suggest-${randomBytes(8).toString('hex')}`,
      progress: { stage: 'waiting', done: 0, of: 1 },
      ended: false,
    };
    onBegin(() => this.#end(run));
    if (owner !== null) {
      const older = this.#owned.get(owner);
      if (older !== undefined) this.#end(older);
      this.#owned.set(owner, run);
    }
    this.#waiting += 1;
    const mine = this.#last.then(() => this.#run(site, input, run));
    this.#last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
      if (owner !== null && this.#owned.get(owner) === run) this.#owned.delete(owner);
    }
  }

  /** How far an owner's search is; null where none runs. */
  progress(owner: string): Progress | null {
    return this.#owned.get(owner)?.progress ?? null;
  }

  async #run(site: Site, input: SuggestionInput, run: Run): Promise<Suggestions> {
    const told = (stage: Stage, done: number, of: number): void => {
      if (run.ended) throw new SupersededError();
      run.progress = { stage, done, of };
    };
    try {
      told('waiting', 1, 1);
      return await suggestGroups(this.parts, site, input, run.tag, told);
    } catch (error) {
      throw run.ended ? new SupersededError() : error;
    }
  }

  #end(run: Run): void {
    run.ended = true;
    // What runs in the engine fails, and with it the search; that this may fail too changes nothing for it.
    this.parts.warehouse.cancel(run.tag).catch(() => {});
  }
}
