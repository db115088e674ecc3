import type { Definitions, ExportFormat, ExportPlan, ExportRun, Schedule, Site } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import { newId } from '../auth/secrets.js';
import { calendarOf, type SiteRegistry } from '../auth/sites.js';
import { refuseRequestTime, type SegmentHistory } from '../history/service.js';
import { ApiError, InvalidRequestError, NotFoundError, StoppingError } from '../http/errors.js';
import { VersionConflictError } from '../http/versions.js';
import { nextTime, scheduleInput } from '../schedule.js';
import type { SegmentDirectory } from '../segments/directory.js';
import { SegmentNotFoundError } from '../segments/errors.js';
import type { ExportFiles } from './files.js';
import { LogBehindError, makeExport } from './make.js';

export interface ExportParts {
  readonly definitions: Definitions;
  readonly warehouse: Warehouse;
  readonly history: SegmentHistory;
  readonly directory: SegmentDirectory;
  readonly sites: SiteRegistry;
  readonly files: ExportFiles;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

export interface ExportInput {
  readonly segment: string;
  readonly format: ExportFormat;
  readonly traits: readonly string[];
}

/** What comes again and again, and when. */
export interface PlanInput extends ExportInput {
  readonly schedule: Schedule;
  readonly keep: number;
}

/** How long (ms) files that were asked for once are kept. */
export const keptFor = 7 * 86_400_000;
/** How long (ms) a file waits at most for the log to have all members of an instant, and between two looks whether it has. */
const waiting = { most: 30 * 60_000, pause: 2_000 } as const;
/** Longest pause (ms) between looks at what is due: the system's clock may be set. */
const longestPause = 30_000;

/**
 * Makes files of the members of segments, one after the other: those asked for, and those that come again and again. What
 * is to be made is in the store before anything is done, so a process that ends leaves nothing out: the next one makes it.
 */
export class ExportService {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | null = null;
  #again = false;
  /** Runs that wait for the log, and since when; they wait anew after a restart. */
  readonly #waiting = new Map<string, number>();
  #stopped = false;

  private constructor(private readonly parts: ExportParts) {}

  static async start(parts: ExportParts): Promise<ExportService> {
    const service = new ExportService(parts);
    await parts.files.removeParts();
    for (const site of parts.sites.list()) await service.#planDaily(site);
    service.#wake();
    return service;
  }

  /** Asks for one file. */
  async request(site: number, input: ExportInput): Promise<ExportRun> {
    this.#check(site, input);
    const run = newRun(newId('run'), site, null, input, this.parts.clock());
    await this.parts.definitions.exports.begin(run);
    this.#wake();
    return run;
  }

  /** Has a file of what comes again and again made now, beside those that come by its schedule. */
  async runNow(site: number, id: string): Promise<ExportRun> {
    const plan = await this.requirePlan(site, id);
    this.#check(site, plan);
    const run = newRun(newId('run'), site, id, plan, this.parts.clock());
    await this.parts.definitions.exports.begin(run);
    this.#wake();
    return run;
  }

  async plan(site: Site, input: PlanInput, by: string): Promise<ExportPlan> {
    this.#check(site.id, input);
    const now = this.parts.clock();
    const { segment, format, traits, schedule, keep } = input;
    const plan: ExportPlan = {
      id: newId('exp'),
      site: site.id,
      segment,
      format,
      traits,
      schedule: JSON.stringify(schedule),
      keep,
      nextAt: nextTime(schedule, now, now, calendarOf(site)),
      version: 1,
      createdAt: now,
      createdBy: by,
    };
    await this.parts.definitions.exports.create(plan);
    this.#wake();
    return plan;
  }

  /**
   * Changes what comes again. Where its schedule changes, the next file comes by the new one; files are kept.
   *
   * @param expected the version that the caller has changed, null where any will do
   */
  async replan(site: Site, id: string, input: PlanInput, expected: number | null): Promise<ExportPlan> {
    const before = await this.requirePlan(site.id, id);
    if (expected !== null && before.version !== expected) throw new VersionConflictError('export', before.version);
    this.#check(site.id, input);
    const now = this.parts.clock();
    const { segment, format, traits, keep } = input;
    const schedule = JSON.stringify(input.schedule);
    const nextAt = schedule === before.schedule ? before.nextAt : nextTime(input.schedule, now, now, calendarOf(site));
    const plan = { ...before, segment, format, traits, keep, schedule, nextAt, version: before.version + 1 };
    if (!(await this.parts.definitions.exports.update(plan, before.version))) {
      throw new VersionConflictError('export', (await this.requirePlan(site.id, id)).version);
    }
    this.#wake();
    return plan;
  }

  /** Has what comes daily come at its time in the present time zone of a site, of which the last process may not have heard. */
  async followZone(site: Site): Promise<void> {
    await this.#planDaily(site);
    this.#wake();
  }

  async #planDaily(site: Site): Promise<void> {
    const { clock, definitions } = this.parts;
    const now = clock();
    for (const plan of await definitions.exports.plans(site.id)) {
      const schedule = scheduleInput.parse(JSON.parse(plan.schedule));
      // What is due is begun now, and planned by the present zone then.
      if ('every' in schedule || plan.nextAt <= now) continue;
      const nextAt = nextTime(schedule, now, now, calendarOf(site));
      if (nextAt !== plan.nextAt) await definitions.exports.schedule(plan, nextAt);
    }
  }

  async requirePlan(site: number, id: string): Promise<ExportPlan> {
    const plan = await this.parts.definitions.exports.plan(site, id);
    if (plan === null) throw new NotFoundError('There is no such export.', 'unknown_export');
    return plan;
  }

  async unplan(site: number, id: string): Promise<void> {
    if (!(await this.parts.definitions.exports.delete(site, id))) {
      throw new NotFoundError('There is no such export.', 'unknown_export');
    }
  }

  async requireRun(site: number, id: string): Promise<ExportRun> {
    const run = await this.parts.definitions.exports.run(site, id);
    if (run === null) throw new NotFoundError('There is no such run of an export.', 'unknown_export_run');
    return run;
  }

  /** Deletes a run and its file. */
  async forget(site: number, id: string): Promise<void> {
    const run = await this.requireRun(site, id);
    const { files, definitions } = this.parts;
    await files.remove(run);
    await definitions.exports.forget(run);
    // A file that was made in between; one that is made later finds that its run is gone.
    await files.remove(run);
    this.#waiting.delete(id);
  }

  /** Makes all that is due by now. */
  async work(): Promise<void> {
    this.#again = true;
    this.#working ??= this.#loop().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  #wake(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.work()
        .catch(this.parts.onError)
        .finally(() => this.#sleep().catch(this.parts.onError));
    }, 0);
  }

  async #sleep(): Promise<void> {
    const next = await this.parts.definitions.exports.nextDue();
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const longest = this.#waiting.size > 0 ? waiting.pause : longestPause;
    const pause = Math.min(longest, Math.max(0, (next ?? Number.POSITIVE_INFINITY) - this.parts.clock()));
    this.#timer = setTimeout(() => this.#wake(), pause);
    this.#timer.unref();
  }

  async #loop(): Promise<void> {
    const { exports } = this.parts.definitions;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      for (const plan of await exports.due(this.parts.clock())) await this.#begin(plan);
      for (const run of await exports.unfinished()) {
        if (this.#stopped) return;
        await this.#make(run);
      }
      for (const run of await exports.old(this.parts.clock() - keptFor)) await this.forget(run.site, run.id);
    }
  }

  /** The run's id is that of its time: it is begun once, should the process end before the plan moves on. */
  async #begin(plan: ExportPlan): Promise<void> {
    const { definitions, sites, clock } = this.parts;
    const site = sites.byId(plan.site);
    if (site === undefined) return;
    await definitions.exports.begin(newRun(`${plan.id}-${plan.nextAt}`, plan.site, plan.id, plan, clock()));
    const schedule = scheduleInput.parse(JSON.parse(plan.schedule));
    await definitions.exports.schedule(plan, nextTime(schedule, plan.nextAt, clock(), calendarOf(site)));
  }

  async #make(run: ExportRun): Promise<void> {
    const { definitions, directory, sites, clock, onError } = this.parts;
    let present = run;
    const save = async (change: Partial<ExportRun>): Promise<void> => {
      present = { ...present, ...change };
      await definitions.exports.save(present);
    };
    try {
      const site = sites.byId(run.site);
      const segment = directory.get(run.site, run.segment);
      if (site === undefined || segment === undefined) throw new SegmentNotFoundError();
      refuseRequestTime(segment, 'segment');
      const made = await makeExport(this.parts, site, segment, run, async (done, total, asOf) => {
        if (this.#stopped) throw new StoppingError();
        await save({ done, total, asOf, error: null, errorCode: null });
      });
      const { asOf, members, bytes } = made;
      await save({ state: 'done', done: members, total: members, asOf, bytes, finishedAt: clock() });
    } catch (error) {
      // Left as a crash would leave it: the next start makes it.
      if (error instanceof StoppingError) return;
      if (error instanceof LogBehindError && this.#mayWait(run)) {
        await save(waits);
        return;
      }
      if (!(error instanceof ApiError)) onError(error);
      const { code, detail } = error instanceof ApiError ? error : unexpected;
      await save({ state: 'failed', error: detail, errorCode: code, finishedAt: clock() });
    }
    this.#waiting.delete(run.id);
    if ((await definitions.exports.run(run.site, run.id)) === null) await this.parts.files.remove(run);
    await this.#thinOut(run);
  }

  /** Whether a run has not waited for the log for too long; it is tried again soon, and others are made meanwhile. */
  #mayWait({ id }: ExportRun): boolean {
    const now = this.parts.clock();
    const since = this.#waiting.get(id) ?? now;
    this.#waiting.set(id, since);
    if (now - since >= waiting.most) return false;
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.#wake(), waiting.pause);
    return true;
  }

  /** Of a plan, as many files are kept as it says. */
  async #thinOut({ site, export: id }: ExportRun): Promise<void> {
    if (id === null) return;
    const { exports } = this.parts.definitions;
    const plan = await exports.plan(site, id);
    if (plan === null) return;
    const runs = await exports.runs(site, { plan: id }, null, 10_000);
    for (const state of ['done', 'failed'] as const) {
      const ended = runs.filter((run) => run.state === state);
      for (const run of ended.slice(plan.keep)) await this.forget(site, run.id);
    }
  }

  #check(site: number, { segment: id, traits }: ExportInput): void {
    const segment = this.parts.directory.get(site, id);
    if (segment === undefined) throw new SegmentNotFoundError();
    refuseRequestTime(segment, 'segment');
    const taken = new Set(
      segment.subject === 'person' ? ['id', 'userId', 'since', 'firstSeen', 'lastSeen'] : ['id', 'parent', 'since'],
    );
    const faults = traits.flatMap((trait, index) => {
      const twice = taken.has(trait);
      taken.add(trait);
      const message = `There is a column “${trait}” already`;
      return twice ? [{ path: `traits[${index}]`, code: 'repeated', message, expected: 'another trait' }] : [];
    });
    if (faults.length > 0) throw new InvalidRequestError('This export cannot be made.', faults, 'invalid_export');
  }
}

const waits = { errorCode: 'waiting_for_log', error: 'It waits until the log of memberships is complete.' };
const unexpected = { code: 'internal', detail: 'The export stopped; the server’s log says why.' };

function newRun(id: string, site: number, plan: string | null, input: ExportInput, now: number): ExportRun {
  const { segment, format, traits } = input;
  return {
    id,
    site,
    export: plan,
    segment,
    format,
    traits,
    state: 'running',
    done: 0,
    total: null,
    asOf: null,
    bytes: null,
    error: null,
    errorCode: null,
    createdAt: now,
    finishedAt: null,
  };
}
