import {
  type Calendar,
  compileDue,
  compileSubjectLeaf,
  compileTree,
  InvalidCriteriaError,
  leafKey,
  type PeopleNode,
  peopleSatisfy,
  type Subject,
  scopeOf,
} from '@kindred/criteria';
import type { AudienceDefinition } from './audience-definition.js';

/** One account at one instant. */
export interface AccountSight {
  /** The account as criteria see it: nobody, who belongs to it. */
  readonly subject: Subject;
  readonly number: number;
  /** How many people belong to it. */
  readonly people: number;
  /** How many of them are in a set of people. */
  readonly inSet: (set: number) => number;
  /** Since when (ms), by the set that it is in. */
  readonly memberships: ReadonlyMap<number, number>;
  readonly now: number;
}

/** A segment of accounts made ready to be asked, references to other segments of accounts included. */
export interface CompiledAccountAudience {
  readonly holds: (sight: AccountSight) => boolean;
  /** Sets of people whose sizes it reads. */
  readonly sets: ReadonlySet<number>;
  /** Sets of batch segments that it reads, its own included. */
  readonly heldSets: ReadonlySet<number>;
  /** When time alone next changes a condition about the account itself, by the condition's key. */
  readonly dues: ReadonlyMap<string, (subject: Subject, now: number) => number>;
}

/**
 * Compiles a segment of accounts.
 *
 * @param setOf gives the set of the people who satisfy a condition about an account's people
 * @param resolve finds the definition of a referenced segment; an unknown one, and one of people, has no accounts
 */
export function compileAccountAudience(
  definition: AudienceDefinition,
  calendar: Calendar,
  setOf: (node: PeopleNode) => number,
  resolve: (id: string) => AudienceDefinition | undefined,
): CompiledAccountAudience {
  const sets = new Set<number>();
  const heldSets = new Set<number>();
  const dues = new Map<string, (subject: Subject, now: number) => number>();
  const compile = (audience: AudienceDefinition, path: readonly string[]): ((sight: AccountSight) => boolean) => {
    const { heldIn } = audience;
    if (heldIn !== undefined) {
      heldSets.add(heldIn);
      return ({ memberships }) => memberships.has(heldIn);
    }
    const root = compileTree<AccountSight>(audience.criteria, (leaf) => {
      if (leaf.type === 'property' && scopeOf(leaf.property) === 'account') {
        const test = compileSubjectLeaf(leaf, calendar);
        const due = compileDue(leaf, calendar);
        if (due !== null) dues.set(leafKey(leaf), due);
        return (sight) => test(sight.subject, null, sight.now);
      }
      if (leaf.type === 'people') {
        const set = setOf(leaf);
        sets.add(set);
        return (sight) => peopleSatisfy(leaf, sight.inSet(set), sight.people);
      }
      if (leaf.type !== 'segment') throw new InvalidCriteriaError(`An account cannot be asked for “${leaf.type}”`);
      const target = path.includes(leaf.segment) ? undefined : resolve(leaf.segment);
      return target?.subject === 'account' ? compile(target, [...path, target.id]) : () => false;
    });
    const includes = new Set(audience.includes);
    const excludes = new Set(audience.excludes);
    return (sight) => !excludes.has(sight.number) && (includes.has(sight.number) || root(sight));
  };
  return { holds: compile(definition, [definition.id]), sets, heldSets, dues };
}
