import type { Correction } from '@kindred/store';
import { newId } from '../../auth/secrets.js';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import { EngineStoppedError, NothingToCorrectError, UndoRefusedError } from '../errors.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import { ImportUndo, undoneImport } from '../imports/import-undo.js';
import type { SiteState } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { erasedEvent, eraseEvent } from './erase-event.js';
import { erasedPerson, erasePerson } from './erase-person.js';
import { Parting, partedIdentity } from './part.js';
import { PastReading } from './past-reading.js';
import { Rebuild } from './rebuild.js';
import { digestOf, type IdKind } from './suppressed-ids.js';

/** How long (ms) somebody who asked for a correction waits for it; it goes on whether they wait or not. */
const patience = 25_000;
const retryDelay = 5_000;

/** A correction that has begun; `done` resolves with it as it ended. */
interface Begun {
  readonly correction: Correction;
  readonly done: Promise<Correction>;
}

/**
 * Puts right what should not be: events, people, ids joined to the wrong user. What is asked for is durable before it
 * begins and is taken up again after a crash, until it is done; each part of it may be done twice.
 */
export class Corrections {
  readonly past: PastReading;
  readonly rebuild: Rebuild;
  private readonly parting: Parting;
  private readonly undoing: ImportUndo;
  private readonly running = new Set<Promise<unknown>>();
  private readonly pauses = new Set<() => void>();
  private closing = false;

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    flusher: Flusher,
    forwarder: Forwarder,
    /** Counts every segment of a site anew; false where that did not come to its end. */
    private readonly recount: (state: SiteState, cause: string) => Promise<boolean>,
  ) {
    this.past = new PastReading(core, applier, flusher, forwarder);
    this.rebuild = new Rebuild(core, applier, transitions, this.past);
    this.parting = new Parting(core, applier, transitions, this.past, this.rebuild);
    this.undoing = new ImportUndo(core, applier, transitions, this.past, this.rebuild);
  }

  /** Takes up what an earlier run of the process left. */
  async resume(): Promise<void> {
    for (const correction of await this.core.options.definitions.corrections.pending()) this.run(correction);
  }

  /** @throws NothingToCorrectError `unknown_event` */
  async eraseEvent(state: SiteState, messageId: string, by: string): Promise<Correction> {
    await this.past.settle();
    const places = await this.core.warehouse.find(state.site.id, messageId);
    if (places.length === 0) throw new NothingToCorrectError('unknown_event', 'There is no event of this message id.');
    return this.begin(state, 'erase-event', { messageId, places }, by);
  }

  /** @throws NothingToCorrectError `unknown_profile` */
  async erasePerson(state: SiteState, profile: number, suppress: boolean, by: string): Promise<Correction> {
    const [known] = await this.applier.people.profiles([profile]);
    if (known?.site !== state.site.id) {
      throw new NothingToCorrectError('unknown_profile', 'There is no such profile.');
    }
    const user = (await this.core.identities.of(profile)).find(({ kind }) => kind === 'user');
    const identity = user?.id ?? profile;
    return this.begin(state, 'erase-person', { profile, identity, identities: null, suppress }, by);
  }

  /** @throws NothingToCorrectError `unknown_anonymous_id`, or `sole_identity` where nobody has claimed it */
  async part(state: SiteState, profile: number, anonymousId: string, by: string): Promise<Correction> {
    const rows = await this.core.identities.of(profile);
    const row = rows.find(
      ({ site, kind, value }) => site === state.site.id && kind === 'anonymous' && value === anonymousId,
    );
    if (row === undefined) {
      throw new NothingToCorrectError('unknown_anonymous_id', 'The visitor did not come under this anonymous id.');
    }
    if (row.claimedBy === null) {
      throw new NothingToCorrectError(
        'sole_identity',
        'No user has claimed this anonymous id: it is of a guest already.',
      );
    }
    return this.begin(state, 'part', { identity: row.id }, by);
  }

  /**
   * Does not wait for it: the import tells how far it is.
   *
   * @throws NothingToCorrectError `unknown_import`; UndoRefusedError
   */
  async undoImport(state: SiteState, id: string, by: string): Promise<Correction> {
    const { imports } = this.core.options.definitions;
    const site = state.site.id;
    const found = await imports.get(site, id);
    if (found === null) throw new NothingToCorrectError('unknown_import', 'There is no such import.');
    if (found.state === 'undone') throw new UndoRefusedError('import_undone', 'This import has been undone already.');
    if (found.state === 'undoing') throw new UndoRefusedError('undo_running', 'This import is being undone already.');
    if (!found.undoable) {
      throw new UndoRefusedError('undo_expired', 'What this import changed is no longer noted; it cannot be undone.');
    }
    if ((await imports.inState('running')).some((one) => one.site === site)) {
      throw new UndoRefusedError('import_running', 'An import is running; undo this one when that has ended.');
    }
    await imports.save({
      ...found,
      state: 'undoing',
      undoRequestedBy: by,
      undoRequestedAt: this.core.options.clock(),
    });
    return (await this.register(state, 'undo-import', { id, going: [] }, by)).correction;
  }

  /** Lets an id of somebody erased be taken in again; false where it was not refused. */
  async unsuppress(state: SiteState, kind: IdKind, id: string): Promise<boolean> {
    const site = state.site.id;
    const digest = digestOf(site, kind, id);
    this.core.suppressed.delete(site, digest);
    return this.core.options.definitions.suppressions.delete(site, digest);
  }

  /** Resolves once nothing is being put right any more. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const wake of this.pauses) wake();
    await this.idle();
  }

  private async begin(
    state: SiteState,
    kind: Correction['kind'],
    subject: object,
    requestedBy: string,
  ): Promise<Correction> {
    const { correction, done } = await this.register(state, kind, subject, requestedBy);
    return new Promise<Correction>((resolve) => {
      const timer = setTimeout(() => resolve(correction), patience);
      void done.then((ended) => {
        clearTimeout(timer);
        resolve(ended);
      });
    });
  }

  private async register(
    { site }: SiteState,
    kind: Correction['kind'],
    subject: object,
    requestedBy: string,
  ): Promise<Begun> {
    const correction: Correction = {
      id: newId('cor'),
      site: site.id,
      kind,
      state: 'pending',
      subject: JSON.stringify(subject),
      result: null,
      requestedBy,
      requestedAt: this.core.options.clock(),
      finishedAt: null,
    };
    await this.core.options.definitions.corrections.save(correction);
    return this.run(correction);
  }

  private run(correction: Correction): Begun {
    const done = this.untilDone(correction);
    this.running.add(done);
    void done.finally(() => this.running.delete(done));
    return { correction, done };
  }

  /** Tries until it is done or the server stops, which leaves it to the next start. */
  private async untilDone(asked: Correction): Promise<Correction> {
    let correction = asked;
    while (!this.closing) {
      try {
        return await this.attempt(correction);
      } catch (error) {
        if (this.closing || error instanceof EngineStoppedError) break;
        this.core.options.onError(error, `putting right what was asked for in ${correction.id}`);
        await this.pause();
        // An attempt may have put down how far it came.
        const { corrections } = this.core.options.definitions;
        correction = (await corrections.pending()).find(({ id }) => id === asked.id) ?? correction;
      }
    }
    return correction;
  }

  private async attempt(correction: Correction): Promise<Correction> {
    const { definitions, clock } = this.core.options;
    const state = this.core.sites.get(correction.site);
    if (this.closing || state === undefined) throw new EngineStoppedError();
    const result = await this.core.past.alone(() => this.perform(state, correction));
    if (correction.kind === 'undo-import') await this.finishUndo(state, correction);
    const done: Correction = {
      ...correction,
      state: 'done',
      // Neither the message id nor whose it was.
      subject: '{}',
      result: JSON.stringify(result),
      finishedAt: clock(),
    };
    await definitions.corrections.save(done);
    return done;
  }

  private async perform(state: SiteState, correction: Correction): Promise<object> {
    const { core, applier, transitions, past, rebuild } = this;
    const subject: unknown = JSON.parse(correction.subject);
    const remember = (next: object): Promise<void> =>
      core.options.definitions.corrections.save({ ...correction, subject: JSON.stringify(next) });
    switch (correction.kind) {
      case 'erase-event':
        return eraseEvent(core, past, rebuild, state, erasedEvent.parse(subject));
      case 'erase-person':
        return erasePerson(core, applier, transitions, past, state, erasedPerson.parse(subject), remember);
      case 'part':
        return this.parting.part(state, partedIdentity.parse(subject).identity);
      case 'undo-import': {
        const undone = await this.undoing.undo(state, undoneImport.parse(subject), remember, () => this.goOn());
        return { events: undone?.erasedEvents ?? 0, people: undone?.removedPeople ?? 0 };
      }
    }
  }

  /** @throws EngineStoppedError where the server stops */
  private goOn(): void {
    if (this.closing) throw new EngineStoppedError();
  }

  /** Conditions on events are counted without those that are gone; only then is the import undone. */
  private async finishUndo(state: SiteState, correction: Correction): Promise<void> {
    const { imports } = this.core.options.definitions;
    const undone = await imports.get(correction.site, undoneImport.parse(JSON.parse(correction.subject)).id);
    if (undone === null) return;
    if (undone.erasedEvents > 0 && !(await this.recount(state, 'undo'))) throw new EngineStoppedError();
    await imports.save({
      ...undone,
      state: 'undone',
      undoDone: undone.undoTotal ?? undone.undoDone,
      undoneAt: this.core.options.clock(),
    });
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.pauses.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, retryDelay);
      this.pauses.add(wake);
    });
  }
}
