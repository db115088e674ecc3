import {
  type Calendar,
  type Criteria,
  compileSubjectLeaf,
  compileTree,
  type EventNode,
  isRequestLeaf,
  leafKey,
  leavesOf,
  type PropertyBag,
  type Subject,
} from '@kindred/criteria';
import { type CountLeaf, countHolds } from './count-state.js';
import type { Profile } from './profile.js';

/** What the engine knows of a segment's meaning. */
export interface AudienceDefinition {
  readonly id: string;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  readonly includes: readonly number[];
  readonly excludes: readonly number[];
}

/** One visitor at one instant. */
export interface Sight {
  readonly profile: Profile;
  readonly subject: Subject;
  readonly now: number;
  readonly request: PropertyBag | null;
}

/** A segment made ready to be asked, references to other segments included. */
export interface CompiledAudience {
  readonly holds: (sight: Sight) => boolean;
  readonly countLeaves: readonly CountLeaf[];
  /** Property ids read of the person and their groups, e.g. `user.plan`, `account.industry`. */
  readonly properties: ReadonlySet<string>;
  /** Keys of the conditions about the request. */
  readonly requestLeaves: ReadonlySet<string>;
  /** Takes note that a person named here, or in a segment referred to, is now part of another profile. */
  readonly renamed: (from: number, to: number) => void;
}

/**
 * Compiles a segment; references are compiled in place, so that one evaluation needs no order among segments.
 *
 * @param countLeafOf registers an event leaf and gives it its state
 * @param resolve finds the definition of a referenced segment; an unknown one has no members
 * @param resident gives the profile that a named person is now, after merges
 * @param requestLeaves of the site: equal conditions about the request are asked once a request, whatever segments they are in
 */
export function compileAudience(
  definition: AudienceDefinition,
  calendar: Calendar,
  countLeafOf: (key: string, node: EventNode) => CountLeaf,
  resolve: (id: string) => AudienceDefinition | undefined,
  resident: (profile: number) => number,
  requestLeaves: Map<string, RequestLeaf> = new Map(),
): CompiledAudience {
  const countLeaves = new Map<string, CountLeaf>();
  const properties = new Set<string>();
  const nameLists: Set<number>[] = [];
  const requestKeys = new Set<string>();

  const compile = (audience: AudienceDefinition, path: readonly string[]): ((sight: Sight) => boolean) => {
    const root = compileTree<Sight>(audience.criteria, (leaf) => {
      if (leaf.type === 'property') {
        properties.add(leaf.property);
        if (isRequestLeaf(leaf)) {
          const key = leafKey(leaf);
          const shared = requestLeaves.get(key) ?? requestLeaf(compileSubjectLeaf(leaf, calendar));
          requestLeaves.set(key, shared);
          requestKeys.add(key);
          return shared;
        }
        const test = compileSubjectLeaf(leaf, calendar);
        return (sight) => test(sight.subject, sight.request);
      }
      if (leaf.type === 'event') {
        const key = leafKey(leaf);
        const count = countLeaves.get(key) ?? countLeafOf(key, leaf);
        countLeaves.set(key, count);
        const { id } = count;
        return (sight) => countHolds(count, sight.profile.leaves[id], sight.now);
      }
      const target = path.includes(leaf.segment) ? undefined : resolve(leaf.segment);
      return target === undefined ? () => false : compile(target, [...path, target.id]);
    });
    const includes = new Set(audience.includes.map(resident));
    const excludes = new Set(audience.excludes.map(resident));
    nameLists.push(includes, excludes);
    const { includeGuests } = audience;
    return (sight) => {
      const { profile } = sight;
      if (excludes.has(profile.id)) return false;
      if (includes.has(profile.id)) return true;
      return (includeGuests || profile.userId !== null) && root(sight);
    };
  };

  const renamed = (from: number, to: number): void => {
    for (const list of nameLists) if (list.has(from)) list.add(to);
  };
  const holds = compile(definition, [definition.id]);
  return { holds, countLeaves: [...countLeaves.values()], properties, requestLeaves: requestKeys, renamed };
}

/** A condition about the request, which remembers its answer for the request asked about last. */
export type RequestLeaf = (sight: Sight) => boolean;

function requestLeaf(test: ReturnType<typeof compileSubjectLeaf>): RequestLeaf {
  let asked: PropertyBag | null = null;
  let answer = false;
  return ({ subject, request }) => {
    if (request !== asked) {
      answer = test(subject, request);
      asked = request;
    }
    return answer;
  };
}

/** Event leaves of a segment and of those it refers to, by key. */
export function eventLeaves(
  definition: AudienceDefinition,
  resolve: (id: string) => AudienceDefinition | undefined,
  seen: Set<string> = new Set(),
): Map<string, EventNode> {
  const found = new Map<string, EventNode>();
  if (seen.has(definition.id)) return found;
  seen.add(definition.id);
  for (const leaf of leavesOf(definition.criteria)) {
    if (leaf.type === 'event') found.set(leafKey(leaf), leaf);
    if (leaf.type !== 'segment') continue;
    const target = resolve(leaf.segment);
    if (target !== undefined) for (const [key, node] of eventLeaves(target, resolve, seen)) found.set(key, node);
  }
  return found;
}
