import '@kindred/criteria/patterns';
import {
  type AtLeastNode,
  type BehaviourNode,
  type Calendar,
  type Criteria,
  compileDue,
  compileJumps,
  compileSubjectLeaf,
  compileTree,
  InvalidCriteriaError,
  inBucket,
  isBehaviour,
  isRequestLeaf,
  type Leaf,
  leafKey,
  leavesOf,
  outcome,
  type PropertyBag,
  type PropertyNode,
  propertiesRead,
  type SegmentNode,
  type Subject,
  scopeOf,
} from '@kindred/criteria';
import type { AccountSight, CompiledAccountAudience } from './account-audience.js';
import type { AudienceDefinition } from './audience-definition.js';
import { calendarKey, type LiveLeaf, leafHolds } from './leaf.js';
import type { Profile } from './profile.js';

/** One visitor at one instant. */
export interface Sight {
  readonly profile: Profile;
  readonly subject: Subject;
  readonly now: number;
  readonly request: PropertyBag | null;
}

/** One condition of a compiled segment. */
export interface Test {
  readonly holds: (sight: Sight) => boolean;
  /** Tests of one key are equal, those of other segments too; null: of this segment alone. */
  readonly key: string | null;
  /** The condition about the request that it is. */
  readonly request?: RequestLeaf;
  /** The condition about behaviour that it is. */
  readonly leaf?: LiveLeaf;
}

/** The conditions of a segment in the order in which they are asked. */
export interface Program {
  readonly tests: readonly Test[];
  /** Three numbers a step: the number of its test, and the places to go on at if it holds and if not (or an `outcome`). */
  readonly jumps: readonly number[];
  readonly start: number;
}

/** A segment made ready to be asked, references to other segments included. */
export interface CompiledAudience {
  readonly holds: (sight: Sight) => boolean;
  /** What `holds` asks. */
  readonly program: Program;
  /** The conditions about behaviour, which have state. */
  readonly leaves: readonly LiveLeaf[];
  /** Property ids read of the person and their groups, e.g. `user.plan`, `account.industry`. */
  readonly properties: ReadonlySet<string>;
  /** Whether it can depend on which person one is, or on being known, and not only on what is known of one. */
  readonly asksWho: boolean;
  /** When time alone next changes a condition about the person or their groups, by the key of the condition in its calendar. */
  readonly dues: ReadonlyMap<string, (subject: Subject, now: number) => number>;
  /** Keys of the conditions about the request. */
  readonly requestLeaves: ReadonlySet<string>;
  /** A condition about the request without which the segment holds of nobody; null where there is none. */
  readonly gate: RequestLeaf | null;
  /** Segments of accounts that it asks about, by id. */
  readonly accountSegments: ReadonlyMap<string, CompiledAccountAudience>;
  /** Sets of batch segments that it reads, its own included. */
  readonly heldSets: ReadonlySet<number>;
  /** Takes note that a person named here, or in a segment referred to, is now part of another profile. */
  readonly renamed: (from: number, to: number) => void;
  /** Takes note of which profiles the people named are now, after one was parted. */
  readonly named: (resident: (profile: number) => number) => void;
}

/** What segments of accounts mean to people who belong to them. */
export interface AccountMeaning {
  compile(definition: AudienceDefinition): CompiledAccountAudience;
  /** An account as it is now; null for one that there is not. */
  sight(account: string, now: number): AccountSight | null;
}

/**
 * Compiles a segment of people; references are compiled in place, so that one evaluation needs no order among segments.
 *
 * @param leafOf registers a behaviour leaf and gives it its state
 * @param resolve finds the definition of a referenced segment; an unknown one has no members
 * @param resident gives the profile that a named person is now, after merges
 * @param requestLeaf gives a condition about the request; equal ones of a site are one
 * @param accounts of the site; a segment of accounts has no people where it is not given
 */
export function compileAudience(
  definition: AudienceDefinition,
  calendar: Calendar,
  leafOf: (key: string, node: BehaviourNode) => LiveLeaf,
  resolve: (id: string) => AudienceDefinition | undefined,
  resident: (profile: number) => number,
  requestLeaf: (key: string, node: PropertyNode) => RequestLeaf,
  accounts: AccountMeaning | null = null,
): CompiledAudience {
  const accountSegments = new Map<string, CompiledAccountAudience>();
  const leaves = new Map<string, LiveLeaf>();
  const properties = new Set<string>();
  const nameLists: { readonly ids: readonly number[]; readonly profiles: Set<number> }[] = [];
  const requestLeaves = new Map<string, RequestLeaf>();
  const dues = new Map<string, (subject: Subject, now: number) => number>();
  const heldSets = new Set<number>();
  let asksWho = false;

  const tests: Test[] = [];
  const jumps: number[] = [];
  const place = (test: Test, yes: number, no: number): number => jumps.push(tests.push(test) - 1, yes, no) - 3;
  const run = (from: number, sight: Sight): boolean => {
    let at = from;
    while (at >= 0) at = jumps[at + (tests[jumps[at] ?? 0]?.holds(sight) === true ? 1 : 2)] ?? outcome.fails;
    return at === outcome.holds;
  };

  const compile = (audience: AudienceDefinition, path: readonly string[], yes: number, no: number): number => {
    const { heldIn } = audience;
    if (heldIn !== undefined) {
      heldSets.add(heldIn);
      return place({ holds: ({ profile }) => profile.memberships.has(heldIn), key: `held in ${heldIn}` }, yes, no);
    }
    const placeLeaf = (leaf: Leaf, yes: number, no: number): number => {
      if (leaf.type !== 'segment') return place(testOf(leaf), yes, no);
      const target = path.includes(leaf.segment) ? undefined : resolve(leaf.segment);
      if (target === undefined) return no;
      if (target.subject !== 'account') return compile(target, [...path, target.id], yes, no);
      return accounts === null ? no : place(ofAccounts(target, accounts), yes, no);
    };
    const placePart = (part: Leaf | AtLeastNode, yes: number, no: number): number => {
      if (part.type !== 'atLeast') return placeLeaf(part, yes, no);
      const holds = compileTree<Sight>(part, (leaf) => {
        const at = placeLeaf(leaf, outcome.holds, outcome.fails);
        return (sight) => run(at, sight);
      });
      return place({ holds, key: null }, yes, no);
    };
    const includes = new Set(audience.includes.map(resident));
    const excludes = new Set(audience.excludes.map(resident));
    nameLists.push({ ids: audience.includes, profiles: includes }, { ids: audience.excludes, profiles: excludes });
    let at = compileJumps(audience.criteria, yes, no, placePart);
    if (!audience.includeGuests) {
      asksWho = true;
      at = place({ holds: ({ profile }) => profile.userId !== null, key: 'known' }, at, no);
    }
    // Names are only added for names that are there, so lists that are empty stay so.
    if (includes.size > 0) at = place({ holds: ({ profile }) => includes.has(profile.id), key: null }, yes, at);
    if (excludes.size > 0) at = place({ holds: ({ profile }) => excludes.has(profile.id), key: null }, no, at);
    return at;
  };

  const testOf = (leaf: Exclude<Leaf, SegmentNode>): Test => {
    const key = leafKey(leaf);
    const inCalendar = calendarKey(key, calendar);
    if (leaf.type === 'property') {
      for (const property of propertiesRead(leaf)) properties.add(property);
      asksWho ||= scopeOf(leaf.property) === 'profile';
      if (isRequestLeaf(leaf)) {
        const shared = requestLeaf(key, leaf);
        requestLeaves.set(key, shared);
        return {
          holds: ({ request, now }) => request !== null && shared.holds(request, now),
          key: inCalendar,
          request: shared,
        };
      }
      const test = compileSubjectLeaf(leaf, calendar);
      const due = compileDue(leaf, calendar);
      if (due !== null) dues.set(inCalendar, due);
      return { holds: (sight) => test(sight.subject, sight.request, sight.now), key: inCalendar };
    }
    if (isBehaviour(leaf)) {
      const live = leaves.get(key) ?? leafOf(key, leaf);
      leaves.set(key, live);
      const { id } = live;
      return { holds: ({ profile, now }) => leafHolds(live, profile.leaves.get(id), now), key: inCalendar, leaf: live };
    }
    if (leaf.type === 'people') throw new InvalidCriteriaError('A person has no people; only an account has');
    asksWho = true;
    return { holds: ({ subject }) => (subject.id === undefined ? false : inBucket(leaf, subject.id)), key };
  };

  const ofAccounts = (target: AudienceDefinition, { compile: compileAccounts, sight }: AccountMeaning): Test => {
    const compiled = accountSegments.get(target.id) ?? compileAccounts(target);
    accountSegments.set(target.id, compiled);
    const isIn = (account: string, now: number): boolean => {
      const seen = sight(account, now);
      return seen !== null && compiled.holds(seen);
    };
    return {
      holds: ({ profile, now }) => profile.groups.account?.some((account) => isIn(account, now)) === true,
      key: null,
    };
  };

  const renamed = (from: number, to: number): void => {
    for (const { profiles } of nameLists) if (profiles.has(from)) profiles.add(to);
  };
  const named = (residentNow: (profile: number) => number): void => {
    for (const { ids, profiles } of nameLists) {
      profiles.clear();
      for (const id of ids) profiles.add(residentNow(id));
    }
  };
  const start = compile(definition, [definition.id], outcome.holds, outcome.fails);
  const gate =
    definition.heldIn === undefined && definition.includes.length === 0
      ? gateOf(definition.criteria, requestLeaves)
      : null;
  return {
    gate,
    program: { tests, jumps, start },
    holds: (sight) => run(start, sight),
    leaves: [...leaves.values()],
    properties,
    asksWho,
    dues,
    requestLeaves: new Set(requestLeaves.keys()),
    accountSegments,
    heldSets,
    renamed,
    named,
  };
}

/** A condition about the request. */
export interface RequestLeaf {
  /** The field of the request that alone decides it; null where another, or time, has a say as well. */
  readonly field: string | null;
  readonly holds: (request: PropertyBag, now: number) => boolean;
}

/** The first condition about one field of the request that all others stand beside. */
function gateOf(criteria: Criteria, requestLeaves: ReadonlyMap<string, RequestLeaf>): RequestLeaf | null {
  const required = criteria.type === 'all' ? criteria.of : [criteria];
  for (const part of required) {
    if (part.type !== 'property' || !isRequestLeaf(part)) continue;
    const leaf = requestLeaves.get(leafKey(part));
    if (leaf !== undefined && leaf.field !== null) return leaf;
  }
  return null;
}

/** Event leaves of a segment and of those it refers to, by key. */
export function eventLeaves(
  definition: AudienceDefinition,
  resolve: (id: string) => AudienceDefinition | undefined,
  seen: Set<string> = new Set(),
): Map<string, BehaviourNode> {
  const found = new Map<string, BehaviourNode>();
  if (seen.has(definition.id)) return found;
  seen.add(definition.id);
  for (const leaf of leavesOf(definition.criteria)) {
    if (isBehaviour(leaf)) found.set(leafKey(leaf), leaf);
    if (leaf.type !== 'segment') continue;
    const target = resolve(leaf.segment);
    if (target !== undefined) for (const [key, node] of eventLeaves(target, resolve, seen)) found.set(key, node);
  }
  return found;
}
