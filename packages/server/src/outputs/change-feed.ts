import type { PlacedChange, StateStore } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import { ApiError } from '../http/errors.js';

/**
 * 410: changes after the cursor are kept no longer, or it is of a record that had more than this one (as after an older copy
 * of the data was put back), so going on from it would leave some out in silence.
 */
export class CursorExpiredError extends ApiError {
  override readonly name = 'CursorExpiredError';
  constructor(why: 'forgotten' | 'ahead') {
    const reason =
      why === 'forgotten'
        ? 'Changes after this cursor are kept no longer.'
        : 'This cursor is ahead of all that is recorded here.';
    const detail = `${reason} Begin anew with after=start, and take the present members from an export or the list of members.`;
    super(410, 'cursor_expired', detail, {
      errors: [
        {
          path: 'after',
          code: 'cursor_expired',
          message: why === 'forgotten' ? 'Changes after it are forgotten' : 'It is ahead of all that is recorded',
          expected: why === 'forgotten' ? 'start, now or a later cursor' : 'start, now or an earlier cursor',
        },
      ],
    });
  }
}

export interface FeedPage {
  readonly changes: readonly PlacedChange[];
  /** Place from which the next page goes on. */
  readonly place: number;
  /** Whether there was more than the page could hold. */
  readonly more: boolean;
}

/** Enters and exits in the order in which they were recorded, for those who pull them: none is left out, none comes twice. */
export class ChangeFeed {
  constructor(
    private readonly engine: Engine,
    private readonly state: Pick<StateStore, 'changesFrom' | 'lastChange' | 'forgottenChanges'>,
  ) {}

  /** Before the oldest change that is kept. */
  start(): Promise<number> {
    return this.state.forgottenChanges();
  }

  /** After everything that has happened so far. */
  async now(): Promise<number> {
    await this.engine.settle(1);
    return this.state.lastChange();
  }

  /**
   * Waits up to `wait` ms for something to come, or until `signal` says that nobody waits any more.
   *
   * @throws CursorExpiredError
   */
  async read(
    site: number,
    segments: readonly string[] | null,
    place: number,
    limit: number,
    wait: number,
    signal: AbortSignal,
  ): Promise<FeedPage> {
    const arrival = wait > 0 ? this.#arrival(site, segments, wait, signal) : null;
    try {
      const page = await this.#page(site, segments, place, limit);
      if (page.changes.length > 0 || arrival === null) return page;
      await arrival.came;
      return await this.#page(site, segments, place, limit);
    } finally {
      arrival?.stop();
    }
  }

  async #page(site: number, segments: readonly string[] | null, place: number, limit: number): Promise<FeedPage> {
    // What has been told by now is recorded with it.
    await this.engine.settle(1);
    const changes = await this.state.changesFrom(site, segments, place, limit);
    if (changes === null) throw new CursorExpiredError('forgotten');
    if (changes.length === 0 && place > (await this.state.lastChange())) throw new CursorExpiredError('ahead');
    return { changes, place: changes.at(-1)?.sequence ?? place, more: changes.length === limit };
  }

  /** Listens from now on, so that nothing that comes while a page is read is slept through. */
  #arrival(
    site: number,
    segments: readonly string[] | null,
    wait: number,
    signal: AbortSignal,
  ): { readonly came: Promise<void>; readonly stop: () => void } {
    let arrived = (): void => undefined;
    const came = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const timer = setTimeout(arrived, wait);
    const stopListening = this.engine.onChange((change) => {
      if (change.site === site && (segments === null || segments.includes(change.segment))) arrived();
    });
    signal.addEventListener('abort', arrived, { once: true });
    return {
      came,
      stop: () => {
        clearTimeout(timer);
        stopListening();
        signal.removeEventListener('abort', arrived);
      },
    };
  }
}
