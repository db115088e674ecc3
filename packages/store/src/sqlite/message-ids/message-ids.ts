import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { LogAppend } from '../../contract.js';
import { StoreProtocolError } from '../../errors.js';
import { inTransaction } from '../connection.js';
import { isStorable } from '../text.js';
import { DigestFilter } from './digest-filter.js';
import { chunkOf, chunksOfRun, DigestSet, digestOf, digestWords, isAmong } from './digest-set.js';

const dayMs = 86_400_000;
/** Chunks written or deleted, and rows of the tail looked at, in one step: a few milliseconds. */
const step = { written: 64, deleted: 1_024, swept: 2_000 } as const;

interface Run {
  readonly run: number;
  readonly day: number;
  readonly filter: DigestFilter;
}

/** What the tail had of a day, being written as a run. */
interface Sealing {
  readonly day: number;
  readonly digests: DigestSet;
  /** The last sequence of the tail that is in it. */
  readonly tail: number;
  readonly run: number;
  readonly chunks: Iterator<Uint32Array>;
  readonly filter: DigestFilter;
  chunk: number;
}

/**
 * The message ids of each UTC day of receipt, as digests. A day looks at itself, at the day before and at whatever lies after it (a
 * clock set back), so an id is known for at least 24 h; older days are forgotten.
 *
 * An id that comes is appended to the tail, which is in memory too: a random id in a B-tree would dirty a page of its
 * own, written twice. A million of the tail become a run (16 MB), in steps between other work; nobody waits for more than one.
 */
export class MessageIds {
  private readonly statements: ReturnType<typeof prepare>;
  private readonly digest = new Uint32Array(digestWords);
  private loaded = false;
  private sequence = 0;
  private nextRun = 1;
  private tails = new Map<number, DigestSet>();
  private runs: Run[] = [];
  private sealings: Sealing[] = [];
  private staleRuns: number[] = [];
  /** What the tail still has up to these sequences stands in runs; all of a day before the oldest is forgotten. */
  private sealed = new Map<number, number>();
  private oldest = 0;
  /** Rows of the tail after the first and up to the last are still to be looked at. */
  private sweep: { after: number; readonly last: number } | null = null;
  /** Tables of an earlier schema: the whole ids of a day. */
  private earlier = new Map<number, StatementSyncInstance>();

  /** @param runSize ids of a day in the tail that become a run */
  constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly runSize = 2 ** 20,
  ) {
    this.statements = prepare(db);
  }

  /** Within a transaction; where that fails, `forget` has to be called. Answers the indices of ids that are known. */
  add({ site, receivedAt, messageIds }: Pick<LogAppend, 'site' | 'receivedAt' | 'messageIds'>, now: number): number[] {
    const day = Math.floor(receivedAt / dayMs);
    if (!this.loaded) {
      this.load();
      this.forgetBefore(day, now);
    }
    const own = this.tails.get(day) ?? this.begin(day, now);
    const counts = (one: number): boolean => one >= day - 1;
    const sets = [...this.tails].filter(([one]) => one !== day && counts(one)).map(([, set]) => set);
    for (const sealing of this.sealings) if (counts(sealing.day)) sets.push(sealing.digests);
    const runs = this.runs.filter((run) => counts(run.day));
    const earlier = [...this.earlier].filter(([one]) => counts(one)).map(([, find]) => find);
    const before = own.size;
    const duplicates: number[] = [];
    for (const [index, id] of messageIds.entries()) {
      if (!isStorable(id)) throw new StoreProtocolError('A message id with a NUL character cannot be stored.');
      digestOf(site, id, this.digest);
      const known =
        sets.some((set) => set.has(this.digest)) ||
        runs.some((run) => run.filter.mayHave(this.digest) && this.isInRun(run.run)) ||
        earlier.some((find) => find.get(site, id) !== undefined) ||
        !own.add(this.digest);
      if (known) duplicates.push(index);
    }
    if (own.size > before) {
      this.sequence += 1;
      this.statements.append.run(this.sequence, day, bytesOf(own.since(before)));
    }
    if (own.size >= this.runSize) this.seal(day, own);
    return duplicates;
  }

  /** Reads everything anew when next it is asked: what a transaction that failed had added is not there. */
  forget(): void {
    this.loaded = false;
  }

  /** A step of what can wait, in a transaction of its own; answers whether more is left. */
  tidy(): boolean {
    if (!this.loaded) return false;
    try {
      // Memory is bounded by two: where ids come faster than steps are asked for, all that is behind is done now.
      do inTransaction(this.db, () => this.tidyStep());
      while (this.sealings.length > 1);
    } catch (error) {
      this.forget();
      throw error;
    }
    return this.sealings.length > 0 || this.staleRuns.length > 0 || this.sweep !== null;
  }

  private isInRun(run: number): boolean {
    const row: { digests: Uint8Array } | undefined = this.statements.chunk.get(
      run * chunksOfRun + chunkOf(this.digest),
    );
    return row !== undefined && isAmong(this.digest, wordsOf(row.digests));
  }

  private load(): void {
    const { statements } = this;
    const runs: { run: number; day: number; tail: number; filter: Uint8Array }[] = statements.runs.all();
    this.runs = runs.map(({ run, day, filter }) => ({ run, day, filter: new DigestFilter(wordsOf(filter)) }));
    this.nextRun = Math.max(0, ...runs.map(({ run }) => run)) + 1;
    statements.deleteChunks.run(this.nextRun * chunksOfRun, Number.MAX_SAFE_INTEGER);
    this.sealed = new Map();
    for (const { day, tail } of runs) this.sealed.set(day, Math.max(tail, this.sealed.get(day) ?? 0));
    this.sequence = Math.max(0, ...this.sealed.values());
    this.sealings = [];
    this.staleRuns = [];
    this.tails = new Map();
    const single = new Uint32Array(digestWords);
    for (const row of statements.tail.iterate()) {
      const { sequence, day, digests }: { sequence: number; day: number; digests: Uint8Array } = row;
      this.sequence = Math.max(this.sequence, sequence);
      if (this.isGone(sequence, day)) continue;
      let set = this.tails.get(day);
      if (set === undefined) {
        set = new DigestSet();
        this.tails.set(day, set);
      }
      const words = wordsOf(digests);
      for (let at = 0; at < words.length; at += digestWords) {
        single.set(words.subarray(at, at + digestWords));
        set.add(single);
      }
    }
    this.sweep = { after: 0, last: this.sequence };
    const days: { day: number }[] = statements.earlierDays.all();
    // A table name cannot be a parameter; `day` is an integer by the column's type.
    this.earlier = new Map(
      days.map(({ day }) => [day, this.db.prepare(`SELECT 1 FROM message_ids_${day} WHERE site = ? AND id = ?`)]),
    );
    this.loaded = true;
  }

  private begin(day: number, now: number): DigestSet {
    const set = new DigestSet();
    this.tails.set(day, set);
    this.forgetBefore(day, now);
    return set;
  }

  /** What is older than the day before `now`, and than a batch's own day, however old that is. */
  private forgetBefore(day: number, now: number): void {
    const oldest = Math.min(day, Math.floor(now / dayMs) - 1);
    this.oldest = oldest;
    const isOld = (one: number): boolean => one < oldest;
    for (const old of [...this.tails.keys()].filter(isOld)) this.tails.delete(old);
    for (const { run } of this.runs.filter((one) => isOld(one.day))) this.staleRuns.push(run);
    this.runs = this.runs.filter((run) => !isOld(run.day));
    for (const old of [...this.sealed.keys()].filter(isOld)) this.sealed.delete(old);
    this.sweep = { after: 0, last: this.sequence };
    for (const old of [...this.earlier.keys()].filter(isOld)) {
      this.earlier.delete(old);
      this.db.exec(`DROP TABLE message_ids_${old}`);
      this.statements.forgetEarlierDay.run(old);
    }
  }

  private seal(day: number, digests: DigestSet): void {
    this.tails.set(day, new DigestSet());
    this.sealings.push({
      day,
      digests,
      tail: this.sequence,
      run: this.nextRun++,
      chunks: digests.chunks(),
      filter: DigestFilter.for(digests.size),
      chunk: 0,
    });
  }

  private tidyStep(): void {
    const { statements } = this;
    const sealing = this.sealings[0];
    if (sealing !== undefined) {
      this.write(sealing);
      return;
    }
    const stale = this.staleRuns[0];
    if (stale !== undefined) {
      const first = stale * chunksOfRun;
      const { id }: { id: number | null } = statements.firstChunk.get(first, first + chunksOfRun);
      if (id !== null) {
        statements.deleteChunks.run(id, Math.min(id + step.deleted, first + chunksOfRun));
        return;
      }
      statements.deleteRun.run(stale);
      this.staleRuns.shift();
      return;
    }
    if (this.sweep !== null) this.sweepTail(this.sweep);
  }

  private sweepTail(sweep: { after: number; readonly last: number }): void {
    const { statements } = this;
    const rows: { sequence: number; day: number }[] = statements.tailDays.all(sweep.after, sweep.last, step.swept);
    for (const { sequence, day } of rows) if (this.isGone(sequence, day)) statements.deleteTail.run(sequence);
    sweep.after = rows.at(-1)?.sequence ?? sweep.last;
    if (rows.length < step.swept) this.sweep = null;
  }

  private isGone(sequence: number, day: number): boolean {
    return day < this.oldest || sequence <= (this.sealed.get(day) ?? 0);
  }

  private write(sealing: Sealing): void {
    const { statements } = this;
    for (let written = 0; written < step.written; written += 1) {
      const { done, value } = sealing.chunks.next();
      if (done) {
        statements.addRun.run(sealing.run, sealing.day, sealing.tail, bytesOf(sealing.filter.words));
        this.runs.push({ run: sealing.run, day: sealing.day, filter: sealing.filter });
        this.sealings.shift();
        this.sealed.set(sealing.day, sealing.tail);
        this.sweep = { after: 0, last: this.sequence };
        return;
      }
      if (value.length > 0) {
        sealing.filter.add(value);
        statements.addChunk.run(sealing.run * chunksOfRun + sealing.chunk, bytesOf(value));
      }
      sealing.chunk += 1;
    }
  }
}

function prepare(db: DatabaseSyncInstance) {
  return {
    append: db.prepare('INSERT INTO message_tail (sequence, day, digests) VALUES (?, ?, ?)'),
    tail: db.prepare('SELECT sequence, day, digests FROM message_tail ORDER BY sequence'),
    tailDays: db.prepare(
      'SELECT sequence, day FROM message_tail WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?',
    ),
    deleteTail: db.prepare('DELETE FROM message_tail WHERE sequence = ?'),
    runs: db.prepare('SELECT run, day, tail, filter FROM message_runs'),
    addRun: db.prepare('INSERT INTO message_runs (run, day, tail, filter) VALUES (?, ?, ?, ?)'),
    deleteRun: db.prepare('DELETE FROM message_runs WHERE run = ?'),
    chunk: db.prepare('SELECT digests FROM message_chunks WHERE id = ?'),
    addChunk: db.prepare('INSERT INTO message_chunks (id, digests) VALUES (?, ?)'),
    firstChunk: db.prepare('SELECT min(id) AS id FROM message_chunks WHERE id >= ? AND id < ?'),
    deleteChunks: db.prepare('DELETE FROM message_chunks WHERE id >= ? AND id < ?'),
    earlierDays: db.prepare('SELECT day FROM message_days'),
    forgetEarlierDay: db.prepare('DELETE FROM message_days WHERE day = ?'),
  };
}

const bytesOf = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** A copy: what the database gives may begin anywhere. */
const wordsOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer);
