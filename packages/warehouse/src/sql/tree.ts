import {
  type AtLeastNode,
  type BehaviourNode,
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
import { type Fragment, join, sql, uint64s, whole } from '../statement.js';
import { AccountTree, peopleOfAccounts } from './accounts.js';
import { keptMembers } from './kept.js';
import { type NodeCount, NodeCounts, type Place, step } from './node-counts.js';
import { profileCondition } from './row-condition.js';
import { Scans } from './scans.js';
import { bucketCondition, type Compiled, combine, mapSets, type Sets } from './sets.js';

/** Sets of profiles, or of accounts, whatever the request and depending on it. */
export interface Bounds {
  readonly certain: Fragment;
  readonly possible: Fragment;
}

export interface CompiledQuestion extends Bounds {
  /** The WITH list that defines what the other fragments name. */
  readonly definitions: Fragment;
  readonly known: Fragment;
  /** Whether the two can differ. */
  readonly exact: boolean;
  /** Against `question.saved`: who is in only now, and who was in only then. */
  readonly entering: Bounds | null;
  readonly leaving: Bounds | null;
  /** Empty unless they were asked for. */
  readonly nodes: readonly NodeCount[];
  /** The arrays that counts of rows among `nodes` are places in. */
  readonly counts: { readonly people: Fragment | null; readonly accounts: Fragment | null };
}

/** What a question is compiled for, besides who satisfies it. */
export interface Compilation {
  /** Columns of traits in which anybody may have a list; absent: any. */
  readonly listTraits?: ReadonlySet<string>;
  /** Whether every node is counted. */
  readonly countNodes?: boolean;
  /** Whether `event_times` may be read; see `EventTimes`. */
  readonly times?: boolean;
}

/**
 * A question as SQL: scans that yield bitmaps of profiles and the tree as algebra on them. A profile is in a bitmap or
 * not, so nothing is ever NULL, and `not` is the rest of everyone, people without any event included.
 *
 * @throws InvalidCriteriaError
 */
export function compileQuestion(
  question: Question,
  { listTraits, countNodes = false, times = false }: Compilation = {},
): CompiledQuestion {
  const scans = new Scans({ ...question, times });
  const { audience, saved, seenBy } = question;
  const counts = countNodes ? new NodeCounts(scans, audience.subject !== 'account' && !audience.includeGuests) : null;
  // Each node is counted over everybody, and so is who was in before.
  if (countNodes || saved !== undefined) scans.amongEverybody();
  const compiler = new TreeCompiler(question, scans, listTraits, counts);
  const bounds = (asked: Audience, place: Place): Bounds => {
    if (asked.subject === 'account') {
      const found = scans.name(compiler.accounts.audience(asked, [], place));
      return { certain: found, possible: found };
    }
    const found = compiler.audience(asked, [], place);
    const seen = seenBy === undefined ? null : scans.peopleSeenBy(seenBy);
    return mapSets(found, (set) => scans.name(seen === null ? set : sql`bitmapAnd(${set}, ${seen})`));
  };
  const now = bounds(audience, countNodes ? '' : null);
  const then = saved === undefined ? null : bounds(saved, null);
  const known = audience.subject === 'account' ? now.certain : scans.known;
  // What depends on the visit depends on it in the same way of both.
  const unchanged = saved !== undefined && isSame(audience, saved);
  return {
    ...now,
    known,
    exact: now.certain === now.possible,
    entering: then === null ? null : without(now, then),
    leaving: then === null ? null : without(then, now),
    nodes: counts?.all ?? [],
    counts: scans.counts(),
    definitions: scans.definitions(),
  };

  function without(some: Bounds, others: Bounds): Bounds {
    const minus = (a: Fragment, b: Fragment): Fragment => scans.name(sql`bitmapAndnot(${a}, ${b})`);
    const certain = minus(some.certain, others.possible);
    if (unchanged) return { certain, possible: certain };
    const exact = some.certain === some.possible && others.certain === others.possible;
    return { certain, possible: exact ? certain : minus(some.possible, others.certain) };
  }
}

function isSame(one: Audience, other: Audience): boolean {
  const members = ({ includes, excludes }: Audience) => JSON.stringify([includes, excludes]);
  return (
    canonical(one.criteria) === canonical(other.criteria) &&
    one.includeGuests === other.includeGuests &&
    members(one) === members(other)
  );
}

/** Turns criteria into conditions on rows and sets of profiles, in the scans of one question. */
export class TreeCompiler {
  readonly accounts: AccountTree;
  private readonly segments = new Map<string, Sets>();

  constructor(
    private readonly question: Question,
    private readonly scans: Scans,
    private readonly listTraits: ReadonlySet<string> | undefined,
    private readonly counts: NodeCounts | null,
  ) {
    const people = (criteria: Criteria, path: readonly string[], place: Place) =>
      this.certainPeople(criteria, path, place);
    this.accounts = new AccountTree(question, scans, people, counts);
  }

  private get nobody(): Fragment {
    return sql`bitmapAndnot(${this.scans.everyone}, ${this.scans.everyone})`;
  }

  /** Excluded by name, then included by name, then criteria (of guests only where they are let in). */
  audience(audience: Audience, path: readonly string[], place: Place = null): Sets {
    const { scans } = this;
    let sets = this.sets(this.node(audience.criteria, path, place), audience.criteria);
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
  private certainPeople(criteria: Criteria, path: readonly string[], place: Place): Fragment {
    const { certain, possible, bounded } = this.sets(this.node(criteria, path, place), criteria);
    if (certain !== possible) throw new InvalidCriteriaError('A segment of accounts does not read the request');
    return bounded ? certain : sql`bitmapAnd(${certain}, ${this.scans.everyone})`;
  }

  node(criteria: Criteria, path: readonly string[], place: Place): Compiled {
    const compiled = this.compile(criteria, path, place);
    return place === null || this.counts === null ? compiled : this.counts.people(place, criteria, compiled);
  }

  private compile(criteria: Criteria, path: readonly string[], place: Place): Compiled {
    switch (criteria.type) {
      case 'all':
      case 'any':
        return this.group(criteria.type, criteria.of, path, place);
      case 'not': {
        const part = this.node(criteria.of, path, step(place, 'of'));
        if ('row' in part) return { row: sql`(NOT ${part.row})` };
        const without = (set: Fragment): Fragment => sql`bitmapAndnot(${this.scans.everyone}, ${set})`;
        const certain = without(part.possible);
        return { certain, possible: part.certain === part.possible ? certain : without(part.certain), bounded: true };
      }
      case 'property':
        return this.property(criteria);
      case 'atLeast':
        return this.atLeast(criteria, path, place);
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

  private group(type: 'all' | 'any', of: readonly Criteria[], path: readonly string[], place: Place): Compiled {
    if (of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
    const rows: { criteria: Criteria; row: Fragment }[] = [];
    const sets: Sets[] = [];
    const places = of.map((_, index) => step(place, `of[${index}]`));
    const compiled = of.map((criteria, index) => this.node(criteria, path, places[index] ?? null));
    if (type === 'all') this.counts?.left(places, compiled);
    of.forEach((criteria, index) => {
      const part = compiled[index];
      if (part === undefined) return;
      if ('row' in part) rows.push({ criteria, row: part.row });
      else sets.push(part);
    });
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
  private atLeast({ count, of }: AtLeastNode, path: readonly string[], place: Place): Compiled {
    const parts = of.map((part, index) => this.node(part, path, step(place, `of[${index}]`)));
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
    if (audience.kept !== undefined && audience.subject !== 'account') {
      const members = this.scans.name(
        sql`bitmapAnd(${this.scans.everyone}, ${keptMembers(this.question, audience.kept)})`,
      );
      const kept: Sets = { certain: members, possible: members, bounded: true };
      this.segments.set(id, kept);
      return kept;
    }
    if (audience.subject === 'account') {
      const accounts = this.accounts.referred(id, audience, path);
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
