import { randomBytes } from 'node:crypto';
import type { Criteria, SegmentSubject } from '@kindred/criteria';
import type { Site, StateStore } from '@kindred/store';
import type { Audience, Breakdown, Estimate, HeadCount, Membership, Question, Warehouse } from '@kindred/warehouse';
import { calendarOf } from '../auth/sites.js';
import type { Engine } from '../engine/contract.js';
import { presentAudiences } from '../engine/in-force.js';
import type { SegmentDirectory } from './directory.js';
import { SupersededError } from './errors.js';

/** How long a preview waits for the warehouse to have everything accepted so far. */
const settleTimeout = 200;

/** Everyone: the two halves of a question that always has an answer. */
const everyoneCriteria: Criteria = {
  type: 'any',
  of: [
    { type: 'property', property: 'profile.known', operator: 'equals', value: true },
    { type: 'not', of: { type: 'property', property: 'profile.known', operator: 'equals', value: true } },
  ],
};
const everyone: Audience = { criteria: everyoneCriteria, includeGuests: true, includes: [], excludes: [] };

const everyAccount: Audience = {
  subject: 'account',
  criteria: { type: 'property', property: 'account.id', operator: 'known' },
  includeGuests: true,
  includes: [],
  excludes: [],
};

/** An audience that everybody of a kind is in. */
export function everybodyOf(subject: SegmentSubject = 'person'): Audience {
  return subject === 'person' ? everyone : everyAccount;
}

/** While events keep arriving, the count of everyone is taken at most once in this many ms. */
const everyoneFor = 1_000;
/** While nothing was applied; imports go past the applied count, so this is short too. */
const everyoneIdleFor = 10_000;

export interface PreviewParts {
  readonly engine: Engine;
  readonly state: Pick<StateStore, 'identitiesById'>;
  readonly warehouse: Warehouse;
  readonly directory: SegmentDirectory;
  readonly clock: () => number;
}

/** What is asked of an audience. */
export interface PreviewAsked {
  readonly audience: Audience;
  /** What it is compared with. */
  readonly saved: Audience | null;
  /** Whether every node is counted. */
  readonly nodes: boolean;
}

export interface PreviewCount extends Estimate {
  readonly everyone: HeadCount;
  /** Null unless nodes, or a comparison, were asked for. */
  readonly breakdown: Breakdown | null;
  readonly asOf: number;
  /** Did the warehouse have everything accepted so far? */
  readonly complete: boolean;
}

/** Answers for criteria that nobody has saved yet, by SQL over the warehouse. */
export class Previews {
  readonly #running = new Map<string, { readonly tag: string; superseded: boolean }>();
  readonly #everyone = new Map<string, { readonly applied: number; readonly at: number; readonly count: HeadCount }>();

  constructor(private readonly parts: PreviewParts) {}

  /** The question that an audience asks of the warehouse now, with the people named as who they are now. */
  async question(site: Site, audience: Audience, saved: Audience | null = null): Promise<Question> {
    const { engine, state } = this.parts;
    const audiences = saved === null ? [audience] : [audience, saved];
    const present = await presentAudiences(
      { store: state, keptSince: (segment) => engine.keptSince(segment) },
      engine.references(site.id),
      audiences,
    );
    return {
      site: site.id,
      audience: present.of(audience),
      ...(saved === null ? {} : { saved: present.of(saved) }),
      segment: present.segment,
      now: engine.now,
      calendar: calendarOf(site),
    };
  }

  settle(): Promise<{ readonly asOf: number; readonly complete: boolean }> {
    return this.parts.engine.settle(settleTimeout);
  }

  /**
   * Counts the people of an audience. A later call with the same `editor` ends this one in the engine.
   *
   * @throws SupersededError where a later call has done so
   */
  async count(
    site: Site,
    { audience, saved, nodes }: PreviewAsked,
    editor: string | null,
    onTag?: (tag: string) => void,
  ): Promise<PreviewCount> {
    const mine = { tag: `preview-${randomBytes(8).toString('hex')}`, superseded: false };
    onTag?.(mine.tag);
    if (editor !== null) this.#takeOver(editor, mine);
    try {
      const settled = await this.settle();
      if (mine.superseded) throw new SupersededError();
      const question = await this.question(site, audience, saved);
      if (mine.superseded) throw new SupersededError();
      const run = { purpose: 'interactive', tag: mine.tag } as const;
      const { warehouse } = this.parts;
      const everyone = this.#countEveryone(site, audience.subject ?? 'person');
      const counted =
        nodes || saved !== null
          ? warehouse.breakdown(question, run).then(brokenDown)
          : warehouse.count(question, run).then(countedAlone);
      const [found, all] = await Promise.all([counted, everyone]);
      if (mine.superseded) throw new SupersededError();
      const { certain, possible } = found.estimate;
      return { certain, possible, breakdown: found.breakdown, everyone: atLeast(all, possible), ...settled };
    } catch (error) {
      throw mine.superseded ? new SupersededError() : error;
    } finally {
      if (editor !== null && this.#running.get(editor) === mine) this.#running.delete(editor);
    }
  }

  /** Ends a count that nobody waits for any more. */
  async cancel(tag: string): Promise<void> {
    await this.parts.warehouse.cancel(tag);
  }

  /** A page of the people who match, or who enter or leave, or may, by id. */
  async page(
    site: Site,
    { audience, saved }: Omit<PreviewAsked, 'nodes'>,
    which: Membership,
    after: number,
    limit: number,
  ): Promise<readonly number[]> {
    await this.settle();
    const question = await this.question(site, audience, saved);
    return this.parts.warehouse.page(question, which, after, limit, { purpose: 'interactive' });
  }

  #takeOver(editor: string, mine: { readonly tag: string; superseded: boolean }): void {
    const older = this.#running.get(editor);
    this.#running.set(editor, mine);
    if (older === undefined) return;
    older.superseded = true;
    // The older caller is answered by its own count failing; that this may fail too changes nothing for it.
    this.parts.warehouse.cancel(older.tag).catch(() => {});
  }

  async #countEveryone(site: Site, subject: SegmentSubject): Promise<HeadCount> {
    const { applied } = this.parts.engine.statistics();
    const key = `${site.id} ${subject}`;
    const known = this.#everyone.get(key);
    const now = this.parts.clock();
    const freshFor = known?.applied === applied ? everyoneIdleFor : everyoneFor;
    if (known !== undefined && Math.abs(now - known.at) < freshFor) return known.count;
    const estimate = await this.parts.warehouse.count(await this.question(site, everybodyOf(subject)), {
      purpose: 'interactive',
    });
    this.#everyone.set(key, { applied, at: now, count: estimate.certain });
    return estimate.certain;
  }
}

interface Found {
  readonly estimate: Estimate;
  readonly breakdown: Breakdown | null;
}

const countedAlone = (estimate: Estimate): Found => ({ estimate, breakdown: null });
const brokenDown = (breakdown: Breakdown): Found => ({ estimate: breakdown, breakdown });

/** A count of everyone that is a second old must not be smaller than a part of everyone. */
function atLeast(count: HeadCount, part: HeadCount): HeadCount {
  return { known: Math.max(count.known, part.known), guests: Math.max(count.guests, part.guests) };
}
