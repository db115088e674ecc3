import { type Criteria, canonical } from '@kindred/criteria';
import { type Fragment, name, sql } from '../statement.js';
import type { RowCount, Scans } from './scans.js';
import { type Compiled, mapSets, type Sets } from './sets.js';

/** Where a node stands in the criteria asked about, as faults and explanations name it; null where it is not counted. */
export type Place = string | null;

export function step(place: Place, part: string): Place {
  if (place === null) return null;
  return place === '' ? part : `${place}.${part}`;
}

/** What is asked of one node: how many satisfy it, and how many are left after it of an "all of" read from the top. */
export interface NodeCount {
  readonly path: string;
  readonly certain: Counted;
  readonly possible: Counted;
  readonly left: { readonly certain: Counted; readonly possible: Counted } | null;
}

/** A count of rows, by its place among them, or an expression. */
export type Counted = RowCount | Fragment;

/** Conditions on the row taken together, as one and as the bitmap of those who satisfy them. */
interface Rows {
  condition(): Fragment;
  people(): Sets;
}

/** What is left is told for groups up to this size: where rows and behaviour mix, each part costs a bitmap. */
export const leftWithin = 50;

/**
 * The counts of all nodes of one question, taken in the passes that the question makes anyhow. A condition on the row
 * costs a counter in the pass over the rows, any other the cardinality of a bitmap that is there already.
 */
export class NodeCounts {
  private readonly counts = new Map<string, NodeCount>();
  private named = 0;

  /** @param knownOnly guests are not counted, as they are no members */
  constructor(
    private readonly scans: Scans,
    private readonly knownOnly: boolean,
  ) {}

  get all(): readonly NodeCount[] {
    return [...this.counts.values()];
  }

  /** Counts a node of people; answers it with its sets named, as they are used once more. */
  people(path: string, criteria: Criteria, compiled: Compiled): Compiled {
    if ('row' in compiled) {
      const certain = this.rows(canonical(criteria), compiled.row);
      this.counts.set(path, { path, certain, possible: certain, left: null });
      return compiled;
    }
    const named = mapSets(compiled, (set) => this.scans.name(set));
    this.counts.set(path, { path, ...this.cardinalities(named), left: null });
    return named;
  }

  /** Counts a node of accounts; of these nothing reads the request. */
  accounts(path: string, criteria: Criteria, compiled: { readonly row: Fragment } | { readonly set: Fragment }): void {
    const certain =
      'row' in compiled
        ? this.scans.countAccounts(canonical(criteria), compiled.row)
        : sql`bitmapCardinality(${compiled.set})`;
    this.counts.set(path, { path, certain, possible: certain, left: null });
  }

  /** Says of the parts of an "all of", in their order, how many satisfy each and all before it. */
  left(places: readonly Place[], parts: readonly Compiled[]): void {
    if (parts.length < 2 || parts.length > leftWithin) return;
    let rows: Rows | null = null;
    let sets: Sets | null = null;
    for (const [index, part] of parts.entries()) {
      if ('row' in part) rows = this.narrowed(rows, part.row);
      else sets = sets === null ? part : this.both(sets, part);
      const path = places[index] ?? null;
      const count = path === null ? undefined : this.counts.get(path);
      if (path !== null && count !== undefined && index > 0) {
        this.counts.set(path, { ...count, left: this.leftOf(rows, sets) });
      }
    }
  }

  private leftOf(rows: Rows | null, sets: Sets | null): NodeCount['left'] {
    if (rows === null) return sets === null ? null : this.cardinalities(sets);
    if (sets !== null) return this.cardinalities(this.both(rows.people(), sets));
    const certain = this.rows(`left ${this.named++}`, rows.condition());
    return { certain, possible: certain };
  }

  /** One more condition on the row. It is named where it is first used, so that what follows does not repeat it. */
  private narrowed(before: Rows | null, row: Fragment): Rows {
    const alias = name(`so_far${this.named++}`);
    const condition = before === null ? row : sql`(${before.condition()} AND ${row})`;
    let defined = false;
    let sets: Sets | null = null;
    const rows: Rows = {
      condition: () => {
        if (defined) return alias;
        defined = true;
        return sql`(${condition} AS ${alias})`;
      },
      people: () => {
        if (sets !== null) return sets;
        const set = this.scans.peopleWhere(`left ${this.named++}`, rows.condition());
        sets = { certain: set, possible: set, bounded: true };
        return sets;
      },
    };
    return rows;
  }

  private both(left: Sets, right: Sets): Sets {
    const and = (a: Fragment, b: Fragment): Fragment => this.scans.name(sql`bitmapAnd(${a}, ${b})`);
    const certain = and(left.certain, right.certain);
    const exact = left.certain === left.possible && right.certain === right.possible;
    const possible = exact ? certain : and(left.possible, right.possible);
    return { certain, possible, bounded: left.bounded || right.bounded };
  }

  private rows(key: string, row: Fragment): RowCount {
    return this.scans.countPeople(key, this.knownOnly ? sql`(${row} AND isNotNull(userId))` : row);
  }

  private cardinalities(sets: Sets): { readonly certain: Fragment; readonly possible: Fragment } {
    const { scans } = this;
    const among = this.knownOnly ? scans.known : sets.bounded ? null : scans.everyone;
    const count = (set: Fragment): Fragment =>
      among === null ? sql`bitmapCardinality(${set})` : sql`bitmapAndCardinality(${set}, ${among})`;
    const certain = count(sets.certain);
    return { certain, possible: sets.certain === sets.possible ? certain : count(sets.possible) };
  }
}
