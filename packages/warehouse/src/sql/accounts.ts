import {
  type AtLeastNode,
  type Criteria,
  canonical,
  InvalidCriteriaError,
  type PeopleNode,
  peopleSatisfy,
  scopeOf,
} from '@kindred/criteria';
import type { Audience, Question } from '../contract.js';
import { type Fragment, join, name, sql, text, uint32, uint64, uint64s, whole } from '../statement.js';
import { keptMembers } from './kept.js';
import { type NodeCounts, type Place, step } from './node-counts.js';
import { groupCondition } from './row-condition.js';
import type { Scans } from './scans.js';
import type { Scope } from './scope.js';

/** A node that reads the account's row alone stays a condition on the row, as in the tree of people. */
type Compiled = { readonly row: Fragment } | { readonly set: Fragment };

/** The people of a criteria tree as a bitmap of profiles that exist. */
export type PeopleOf = (criteria: Criteria, path: readonly string[], place: Place) => Fragment;

/**
 * Criteria of accounts as SQL: bitmaps of the accounts' numbers. One pass over the accounts for all their conditions, one
 * over the people's lists of accounts for each condition about people.
 */
export class AccountTree {
  private readonly segments = new Map<string, Fragment>();

  constructor(
    private readonly question: Question,
    private readonly scans: Scans,
    private readonly peopleOf: PeopleOf,
    private readonly counts: NodeCounts | null,
  ) {}

  /** Excluded by name, then included by name, then criteria. */
  audience(audience: Audience, path: readonly string[], place: Place = null): Fragment {
    let set = this.set(this.node(audience.criteria, path, place), audience.criteria);
    if (audience.includes.length > 0) {
      const included = sql`bitmapAnd(${this.scans.accounts}, bitmapBuild(${uint64s(audience.includes)}))`;
      set = sql`bitmapOr(${set}, ${included})`;
    }
    if (audience.excludes.length > 0) set = sql`bitmapAndnot(${set}, bitmapBuild(${uint64s(audience.excludes)}))`;
    return set;
  }

  private node(criteria: Criteria, path: readonly string[], place: Place): Compiled {
    const compiled = this.compile(criteria, path, place);
    if (place === null || this.counts === null) return compiled;
    const named = 'set' in compiled ? { set: this.scans.name(compiled.set) } : compiled;
    this.counts.accounts(place, criteria, named);
    return named;
  }

  private compile(criteria: Criteria, path: readonly string[], place: Place): Compiled {
    switch (criteria.type) {
      case 'all':
      case 'any':
        return this.group(criteria.type, criteria.of, path, place);
      case 'not': {
        const part = this.node(criteria.of, path, step(place, 'of'));
        if ('row' in part) return { row: sql`(NOT ${part.row})` };
        return { set: sql`bitmapAndnot(${this.scans.accounts}, ${part.set})` };
      }
      case 'atLeast':
        return { set: this.atLeast(criteria, path, place) };
      case 'property':
        if (scopeOf(criteria.property) !== 'account') break;
        return { row: groupCondition(criteria, this.question.calendar, this.question.now) };
      case 'people':
        return { set: this.people(criteria, path, place) };
      case 'segment':
        return { set: this.segment(criteria.segment, path) };
      default:
    }
    throw new InvalidCriteriaError(`An account cannot be asked for “${criteria.type}”`);
  }

  private group(type: 'all' | 'any', of: readonly Criteria[], path: readonly string[], place: Place): Compiled {
    if (of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
    const rows: { criteria: Criteria; row: Fragment }[] = [];
    const sets: Fragment[] = [];
    for (const [index, criteria] of of.entries()) {
      const part = this.node(criteria, path, step(place, `of[${index}]`));
      if ('row' in part) rows.push({ criteria, row: part.row });
      else sets.push(part.set);
    }
    if (rows.length > 0) {
      const parts = rows.map(({ row }) => row);
      const row = type === 'all' ? sql`(${join(parts, ' AND ')})` : sql`(${join(parts, ' OR ')})`;
      if (sets.length === 0) return { row };
      sets.push(this.set({ row }, { type, of: rows.map(({ criteria }) => criteria) }));
    }
    const both = type === 'all' ? 'bitmapAnd' : 'bitmapOr';
    return { set: sets.reduce((left, right) => sql`${name(both)}(${left}, ${right})`) };
  }

  private set(compiled: Compiled, criteria: Criteria): Fragment {
    return 'set' in compiled ? compiled.set : this.scans.accountsWhere(canonical(criteria), compiled.row);
  }

  /** How many of the parts' bitmaps each account is in, one after another. */
  private atLeast({ count, of }: AtLeastNode, path: readonly string[], place: Place): Fragment {
    if (count < 1 || count > of.length) {
      throw new InvalidCriteriaError(`At least ${count} of ${of.length} is no condition`);
    }
    let reached: (Fragment | null)[] = Array.from({ length: count }, () => null);
    for (const [index, criteria] of of.entries()) {
      const part = this.scans.name(this.set(this.node(criteria, path, step(place, `of[${index}]`)), criteria));
      reached = reached.map((before, index) => {
        const below = reached[index - 1] ?? null;
        const now = index === 0 ? part : below === null ? null : sql`bitmapAnd(${below}, ${part})`;
        if (before === null || now === null) return before ?? (now === null ? null : this.scans.name(now));
        return this.scans.name(sql`bitmapOr(${before}, ${now})`);
      });
    }
    const most = reached[count - 1] ?? null;
    return most ?? sql`bitmapAndnot(${this.scans.accounts}, ${this.scans.accounts})`;
  }

  /** Accounts without people are in no pass over people; they answer as nobody of none does. */
  private people(node: PeopleNode, path: readonly string[], place: Place): Fragment {
    const { scans } = this;
    scans.amongEverybody();
    const satisfying = scans.name(this.peopleOf(node.of, path, step(place, 'of')));
    const inverted = peopleSatisfy(node, 0, 0);
    const found = scans.name(sql`(${peoplePass(this.question, node, satisfying, inverted)})`);
    return inverted ? sql`bitmapAndnot(${scans.accounts}, ${found})` : found;
  }

  /** An unknown segment has no members, nor has one of people, nor one that asks about itself. */
  private segment(id: string, path: readonly string[]): Fragment {
    const audience = path.includes(id) ? undefined : this.question.segment(id);
    if (audience?.subject !== 'account') return sql`bitmapAndnot(${this.scans.accounts}, ${this.scans.accounts})`;
    return this.referred(id, audience, path);
  }

  /** The accounts of a segment that is referred to. */
  referred(id: string, audience: Audience, path: readonly string[]): Fragment {
    const known = this.segments.get(id);
    if (known !== undefined) return known;
    const set = this.scans.name(
      audience.kept === undefined
        ? this.audience(audience, [...path, id])
        : sql`bitmapAnd(${this.scans.accounts}, ${keptMembers(this.question, audience.kept)})`,
    );
    this.segments.set(id, set);
    return set;
  }
}

/**
 * Accounts of whose people so many are in a bitmap (or, inverted, are not so many). Keys: site of the profiles, of which
 * the ids and lists of accounts are read; (site, kind) of groups.
 */
function peoplePass({ site }: Scope, node: PeopleNode, satisfying: Fragment, inverted: boolean): Fragment {
  const holds = counted(node);
  return sql`SELECT groupBitmapStateIf(number, ${inverted ? sql`NOT ${holds}` : holds}) FROM (
    SELECT number, countIf(bitmapContains(${satisfying}, id)) AS found, count() AS people
    FROM (SELECT id, arrayJoin(account) AS group_id FROM profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0) AS members
    INNER JOIN (SELECT id AS group_id, number FROM groups FINAL
      WHERE site = ${uint32(site)} AND kind = ${text('account')} AND deleted = 0) AS accounts USING group_id
    GROUP BY number)`;
}

function counted({ count, share }: PeopleNode): Fragment {
  const compared = count ?? share;
  if (compared === undefined) throw new InvalidCriteriaError('People are either counted or a share');
  const found = share === undefined ? sql`found` : sql`(found * 100)`;
  const bound = (value: number): Fragment =>
    share === undefined ? sql`${uint64(value)}` : sql`(people * ${whole(value)})`;
  if ('atLeast' in compared) return sql`(${found} >= ${bound(compared.atLeast)})`;
  if ('atMost' in compared) return sql`(${found} <= ${bound(compared.atMost)})`;
  if ('exactly' in compared) return sql`(${found} = ${bound(compared.exactly)})`;
  const [low, high] = compared.between;
  return sql`(${found} >= ${bound(low)} AND ${found} <= ${bound(high)})`;
}

/** People who belong to one of the accounts of a bitmap. */
export function peopleOfAccounts({ site }: Scope, accounts: Fragment): Fragment {
  return sql`(SELECT groupBitmapState(id) FROM (
    SELECT id, arrayJoin(account) AS group_id FROM profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0)
    WHERE group_id IN (SELECT id FROM groups FINAL WHERE site = ${uint32(site)} AND kind = ${text('account')}
      AND deleted = 0 AND bitmapContains(${accounts}, number)))`;
}
