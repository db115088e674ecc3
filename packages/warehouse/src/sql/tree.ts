import {
  type AtLeastNode,
  type BehaviourNode,
  type BucketNode,
  type Criteria,
  canonical,
  compileBehaviour,
  type EventNode,
  InvalidCriteriaError,
  isGroupKind,
  isPlainCount,
  isRequestLeaf,
  type PropertyNode,
  scopeOf,
} from '@kindred/criteria';
import type { Audience, Question } from '../contract.js';
import { type Fragment, float64, join, sql, text, uint64s, whole } from '../statement.js';
import { AccountTree, peopleOfAccounts } from './accounts.js';
import { profileCondition } from './row-condition.js';
import { Scans } from './scans.js';

/** Bitmaps of the profiles that satisfy a node whatever the request, and of those that may. One object where equal. */
interface Sets {
  readonly certain: Fragment;
  readonly possible: Fragment;
  /** Whether only profiles that exist are in them; events outlive the profile that they were of. */
  readonly bounded: boolean;
}

/** A node that reads the profile's row alone stays a condition on the row, so that a whole subtree costs one bitmap. */
type Compiled = { readonly row: Fragment } | Sets;

export interface CompiledQuestion {
  /** The WITH list that defines what the other fragments name. */
  readonly definitions: Fragment;
  readonly certain: Fragment;
  readonly possible: Fragment;
  readonly known: Fragment;
  /** Whether the two can differ. */
  readonly exact: boolean;
}

/**
 * A question as SQL: scans that yield bitmaps of profiles and the tree as algebra on them. A profile is in a bitmap or
 * not, so nothing is ever NULL, and `not` is the rest of everyone, people without any event included.
 *
 * @param listTraits columns of traits in which anybody may have a list; absent: any
 * @throws InvalidCriteriaError
 */
export function compileQuestion(question: Question, listTraits?: ReadonlySet<string>): CompiledQuestion {
  const scans = new Scans(question);
  const compiler = new TreeCompiler(question, scans, listTraits);
  if (question.audience.subject === 'account') {
    const found = scans.name(compiler.accounts.audience(question.audience, []));
    return { definitions: scans.definitions(), certain: found, possible: found, known: found, exact: true };
  }
  const { certain, possible } = compiler.audience(question.audience, []);
  const exact = certain === possible;
  const certainly = scans.name(certain);
  const possibly = exact ? certainly : scans.name(possible);
  const { known } = scans;
  return { definitions: scans.definitions(), certain: certainly, possible: possibly, known, exact };
}

class TreeCompiler {
  readonly accounts: AccountTree;
  private readonly segments = new Map<string, Sets>();

  constructor(
    private readonly question: Question,
    private readonly scans: Scans,
    private readonly listTraits: ReadonlySet<string> | undefined,
  ) {
    this.accounts = new AccountTree(question, scans, (criteria, path) => this.certainPeople(criteria, path));
  }

  private get nobody(): Fragment {
    return sql`bitmapAndnot(${this.scans.everyone}, ${this.scans.everyone})`;
  }

  /** Excluded by name, then included by name, then criteria (of guests only where they are let in). */
  audience(audience: Audience, path: readonly string[]): Sets {
    const { scans } = this;
    let sets = this.sets(this.node(audience.criteria, path), audience.criteria);
    if (!audience.includeGuests) sets = mapSets(sets, (set) => sql`bitmapAnd(${set}, ${scans.known})`);
    else if (!sets.bounded) sets = mapSets(sets, (set) => sql`bitmapAnd(${set}, ${scans.everyone})`);
    sets = { ...sets, bounded: true };
    if (audience.includes.length > 0) {
      const included = sql`bitmapAnd(${scans.everyone}, bitmapBuild(${uint64s(audience.includes)}))`;
      sets = mapSets(sets, (set) => sql`bitmapOr(${set}, ${included})`);
    }
    if (audience.excludes.length > 0) {
      const excluded = sql`bitmapBuild(${uint64s(audience.excludes)})`;
      sets = mapSets(sets, (set) => sql`bitmapAndnot(${set}, ${excluded})`);
    }
    return sets;
  }

  /** People of whom it does not depend on a request whether they satisfy criteria. */
  private certainPeople(criteria: Criteria, path: readonly string[]): Fragment {
    const { certain, possible, bounded } = this.sets(this.node(criteria, path), criteria);
    if (certain !== possible) throw new InvalidCriteriaError('A segment of accounts does not read the request');
    return bounded ? certain : sql`bitmapAnd(${certain}, ${this.scans.everyone})`;
  }

  private node(criteria: Criteria, path: readonly string[]): Compiled {
    switch (criteria.type) {
      case 'all':
      case 'any':
        return this.group(criteria.type, criteria.of, path);
      case 'not': {
        const part = this.node(criteria.of, path);
        if ('row' in part) return { row: sql`(NOT ${part.row})` };
        const without = (set: Fragment): Fragment => sql`bitmapAndnot(${this.scans.everyone}, ${set})`;
        const certain = without(part.possible);
        return { certain, possible: part.certain === part.possible ? certain : without(part.certain), bounded: true };
      }
      case 'property':
        return this.property(criteria);
      case 'atLeast':
        return this.atLeast(criteria, path);
      case 'bucket':
        return { row: bucketCondition(criteria) };
      case 'event':
        return isPlainCount(criteria) ? this.event(criteria) : this.behaviour(criteria);
      case 'aggregate':
      case 'eventTime':
      case 'sequence':
        return this.behaviour(criteria);
      case 'segment':
        return this.segment(criteria.segment, path);
      case 'people':
        throw new InvalidCriteriaError('A person has no people; only an account has');
    }
  }

  private group(type: 'all' | 'any', of: readonly Criteria[], path: readonly string[]): Compiled {
    if (of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
    const rows: { criteria: Criteria; row: Fragment }[] = [];
    const sets: Sets[] = [];
    for (const criteria of of) {
      const part = this.node(criteria, path);
      if ('row' in part) rows.push({ criteria, row: part.row });
      else sets.push(part);
    }
    if (rows.length > 0) {
      const parts = rows.map(({ row }) => row);
      const row = type === 'all' ? sql`(${join(parts, ' AND ')})` : sql`(${join(parts, ' OR ')})`;
      if (sets.length === 0) return { row };
      const people = this.sets({ row }, { type, of: rows.map(({ criteria }) => criteria) });
      const root = this.question.audience.criteria;
      if (root.type === 'all' && root.of === of) this.scans.onlyAmong(people.certain);
      sets.push(people);
    }
    return sets.reduce((left, right) => combine(type, left, right));
  }

  private sets(compiled: Compiled, criteria: Criteria): Sets {
    if (!('row' in compiled)) return compiled;
    const set = this.scans.peopleWhere(canonical(criteria), compiled.row);
    return { certain: set, possible: set, bounded: true };
  }

  private property(node: PropertyNode): Compiled {
    if (isRequestLeaf(node)) return { certain: this.nobody, possible: this.scans.everyone, bounded: true };
    const row = profileCondition(node, this.question.calendar, this.question.now, this.listTraits);
    if (row !== null) return { row };
    const scope = scopeOf(node.property);
    if (scope === null || !isGroupKind(scope)) {
      throw new InvalidCriteriaError(`${node.property} is no property of a visitor`);
    }
    const set = this.scans.peopleInGroups(scope, node);
    return { certain: set, possible: set, bounded: true };
  }

  private event(node: EventNode): Sets {
    const { scans } = this;
    if ('atLeast' in node.count && node.count.atLeast <= 0) {
      const { everyone } = scans;
      return { certain: everyone, possible: everyone, bounded: true };
    }
    const often = scans.peopleWithEvents(node);
    if ('atLeast' in node.count) return { certain: often, possible: often, bounded: false };
    // Counts are only known of people with events; all others did it 0 times, which is at most any number.
    const seldom = sql`bitmapAndnot(${scans.everyone}, ${often})`;
    return { certain: seldom, possible: seldom, bounded: true };
  }

  private behaviour(node: BehaviourNode): Sets {
    const { scans } = this;
    // People without any such event are in no scan; they answer as a history of nothing does.
    if (!compileBehaviour(node, this.question.calendar).holds([], this.question.now)) {
      const set = scans.peopleWhoBehaved(node, false);
      return { certain: set, possible: set, bounded: false };
    }
    const set = sql`bitmapAndnot(${scans.everyone}, ${scans.peopleWhoBehaved(node, true)})`;
    return { certain: set, possible: set, bounded: true };
  }

  /** "At least k of the first i parts" is that of the parts before, or k − 1 of those and part i. */
  private atLeast({ count, of }: AtLeastNode, path: readonly string[]): Compiled {
    const parts = of.map((part) => this.node(part, path));
    if (count < 1 || count > of.length)
      throw new InvalidCriteriaError(`At least ${count} of ${of.length} is no condition`);
    const rows = parts.flatMap((part) => ('row' in part ? [part.row] : []));
    if (rows.length === parts.length) {
      return {
        row: sql`(arraySum([${join(
          rows.map((row) => sql`toUInt16(${row})`),
          ', ',
        )}]) >= ${whole(count)})`,
      };
    }
    const named = parts.map((part, index) => {
      const criteria = of[index];
      return mapSets('row' in part && criteria !== undefined ? this.sets(part, criteria) : this.setsOf(part), (set) =>
        this.scans.name(set),
      );
    });
    let reached: (Sets | null)[] = Array.from({ length: count }, () => null);
    for (const part of named) {
      reached = reached.map((before, index) => {
        const below = index === 0 ? part : reached[index - 1];
        const now = below === undefined || below === null ? null : index === 0 ? part : combine('all', below, part);
        if (before === null || now === null) return before ?? now;
        return mapSets(combine('any', before, now), (set) => this.scans.name(set));
      });
    }
    return reached[count - 1] ?? { certain: this.nobody, possible: this.nobody, bounded: true };
  }

  private setsOf(part: Compiled): Sets {
    if ('row' in part) throw new InvalidCriteriaError('A condition on rows has no set of its own');
    return part;
  }

  /** An unknown segment has no members, nor has one that asks about itself. */
  private segment(id: string, path: readonly string[]): Sets {
    const audience = path.includes(id) ? undefined : this.question.segment(id);
    if (audience === undefined) {
      const { nobody } = this;
      return { certain: nobody, possible: nobody, bounded: true };
    }
    const known = this.segments.get(id);
    if (known !== undefined) return known;
    if (audience.subject === 'account') {
      const accounts = this.scans.name(this.accounts.audience(audience, [...path, id]));
      const people = this.scans.name(peopleOfAccounts(this.question, accounts));
      const belonging: Sets = { certain: people, possible: people, bounded: true };
      this.segments.set(id, belonging);
      return belonging;
    }
    const sets = mapSets(this.audience(audience, [...path, id]), (set) => this.scans.name(set));
    this.segments.set(id, sets);
    return sets;
  }
}

function combine(type: 'all' | 'any', left: Sets, right: Sets): Sets {
  const both = (a: Fragment, b: Fragment): Fragment =>
    type === 'all' ? sql`bitmapAnd(${a}, ${b})` : sql`bitmapOr(${a}, ${b})`;
  const certain = both(left.certain, right.certain);
  const bounded = type === 'all' ? left.bounded || right.bounded : left.bounded && right.bounded;
  const exact = left.certain === left.possible && right.certain === right.possible;
  return { certain, possible: exact ? certain : both(left.possible, right.possible), bounded };
}

function mapSets({ certain, possible, bounded }: Sets, change: (set: Fragment) => Fragment): Sets {
  const changed = change(certain);
  return { certain: changed, possible: certain === possible ? changed : change(possible), bounded };
}

/** The place of a profile among everyone, as `inBucket` has it. */
function bucketCondition({ salt, from, to }: BucketNode): Fragment {
  const place = sql`(murmurHash3_32(concat(${text(`${salt}:`)}, toString(id))) / 4294967296. * 100.)`;
  return sql`(${place} >= ${float64(from)} AND ${place} < ${float64(to)})`;
}
