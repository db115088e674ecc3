import {
  accountSubject,
  type Calendar,
  type EvaluationInput,
  needsKnownUser,
  type SegmentSubject,
} from '@kindred/criteria';
import type { Definition, Definitions } from './definitions.js';
import { isObject, type JsonObject, objectAt, QuestionFault } from './fault.js';

/** A definition with the people named beside it, as the management API has them. */
export interface SegmentDefinition extends Definition {
  readonly subject: SegmentSubject;
  readonly includeGuests: boolean;
  readonly includes: ReadonlySet<string>;
  readonly excludes: ReadonlySet<string>;
}

/** What a question says of other segments: who is in them, or what they are. */
export interface SegmentsGiven {
  readonly memberships: ReadonlyMap<string, boolean | null>;
  readonly definitions: ReadonlyMap<string, SegmentDefinition>;
}

const none: SegmentsGiven = { memberships: new Map(), definitions: new Map() };

/**
 * Segments by id: true or false for being in one (null where that depends on the visit), or its criteria, alone or
 * with `includeGuests`, `includes` and `excludes`. A list of ids means being in these.
 *
 * @throws QuestionFault where definitions are wrong, or refer to themselves
 */
export function readSegments(value: unknown, calendar: Calendar, known: Definitions, path: string): SegmentsGiven {
  if (value === undefined || value === null) return none;
  if (Array.isArray(value)) {
    return {
      memberships: new Map(value.filter((id) => typeof id === 'string').map((id) => [id, true])),
      definitions: new Map(),
    };
  }
  const memberships = new Map<string, boolean | null>();
  const definitions = new Map<string, SegmentDefinition>();
  const given = objectAt(value, path);
  for (const id of Object.keys(given)) {
    const segment = given[id];
    if (typeof segment === 'boolean' || segment === null) memberships.set(id, segment);
    else definitions.set(id, readDefinition(segment, calendar, known, `${path}.${id}`));
  }
  if (definitions.size > 0) refuseCircles(definitions, path);
  return { memberships, definitions };
}

export function readDefinition(
  value: unknown,
  calendar: Calendar,
  known: Definitions,
  path: string,
): SegmentDefinition {
  const body: JsonObject = isObject(value) && 'criteria' in value ? value : { criteria: value };
  const subject = body.subject === 'account' ? 'account' : 'person';
  const at = 'criteria' in objectAt(value, path) ? `${path}.criteria` : path;
  const definition = known.of(body.criteria, calendar, at, subject);
  return {
    ...definition,
    subject,
    includeGuests: typeof body.includeGuests === 'boolean' ? body.includeGuests : !needsKnownUser(definition.criteria),
    includes: idsAt(body.includes, `${path}.includes`),
    excludes: idsAt(body.excludes, `${path}.excludes`),
  };
}

const nobody: ReadonlySet<string> = new Set();

function idsAt(value: unknown, path: string): ReadonlySet<string> {
  if (value === undefined || value === null) return nobody;
  if (!Array.isArray(value)) throw new QuestionFault('not_a_list', `${path} must be a list of ids.`, path);
  return new Set(value.map(String));
}

/** Walks without recursion: a chain of thousands of segments is no reason to fall over. */
function refuseCircles(definitions: ReadonlyMap<string, SegmentDefinition>, path: string): void {
  const done = new Set<string>();
  for (const start of definitions.keys()) {
    const way: string[] = [];
    const on = new Set<string>();
    const waiting: { readonly id: string; readonly leave: boolean }[] = [{ id: start, leave: false }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { id } = next;
      if (next.leave) {
        way.pop();
        on.delete(id);
        done.add(id);
      } else if (on.has(id)) {
        const circle = [...way.slice(way.indexOf(id)), id].join(' → ');
        throw new QuestionFault('segment_cycle', `Segments refer to themselves: ${circle}.`, `${path}.${id}`);
      } else if (!done.has(id)) {
        way.push(id);
        on.add(id);
        waiting.push({ id, leave: true });
        const { references = [], peopleReferences = [] } = definitions.get(id) ?? {};
        for (const reference of [...references, ...peopleReferences]) waiting.push({ id: reference, leave: false });
      }
    }
  }
}

/** Who is asked: a person, an account, or one of an account's people, of whom no segment of accounts is asked. */
type Asked = SegmentSubject | 'personOfAccount';

/**
 * Membership in every segment that the criteria lead to, the deepest first.
 *
 * @throws QuestionFault for a segment of which nothing is said
 */
export function membershipsOf(
  references: readonly string[],
  given: SegmentsGiven,
  input: EvaluationInput,
  asked: Asked = 'person',
): ReadonlyMap<string, boolean | null> {
  if (references.length === 0) return given.memberships;
  const found = new Map(given.memberships);
  const seesFound: EvaluationInput = { ...input, isMember: (id) => found.get(id) ?? null };
  const waiting = references.map((id) => ({ id, ready: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id } = next;
    if (found.has(id)) continue;
    const definition = given.definitions.get(id);
    if (definition === undefined) {
      const what = `It is not known who is in the segment “${id}”: give its definition, or true or false, in segments; where it is asked of each of several accounts, its definition.`;
      throw new QuestionFault('unknown_segment', what, 'segments');
    }
    if (definition.subject === 'account' && asked === 'person') {
      found.set(id, isOfOne(id, given, input));
      continue;
    }
    if (definition.subject !== (asked === 'account' ? 'account' : 'person')) {
      const what =
        asked === 'account'
          ? `“${id}” is a segment of people, and no account is in it.`
          : `“${id}” is a segment of accounts, which is not asked of an account's people.`;
      throw new QuestionFault('segment_of_others', what, `segments.${id}`);
    }
    if (definition.asksPeople && input.people === undefined) {
      const what = `“${id}” asks about the people of an account, of whom a question about a person does not tell: say true or false for whether the person belongs to an account in it.`;
      throw new QuestionFault('people_not_told', what, `segments.${id}`);
    }
    if (next.ready) found.set(id, isMember(definition, seesFound));
    else {
      waiting.push({ id, ready: true });
      for (const reference of definition.references) waiting.push({ id: reference, ready: false });
    }
  }
  return found;
}

/** Whether one of a person's accounts is in a segment of accounts; null where that depends on a visit. */
function isOfOne(id: string, given: SegmentsGiven, input: EvaluationInput): boolean | null {
  const accounts = input.subject.groups.account ?? [];
  const { people: _people, ...visitor } = input;
  const told = accounts.length > 1 ? { ...given, memberships: ofEvery(given.memberships) } : given;
  const answers = accounts.map((account) => {
    const asked = { ...visitor, subject: accountSubject(account), events: [], request: null };
    return membershipsOf([id], told, asked, 'account').get(id) ?? null;
  });
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** What is said of a person holds of each of several accounts only where it is no: of which a yes is, is not known. */
function ofEvery(memberships: SegmentsGiven['memberships']): SegmentsGiven['memberships'] {
  return new Map([...memberships].filter(([, member]) => member === false));
}

/** Excluded by name, then included by name, then guests left out, then the criteria. */
export function isMember(definition: SegmentDefinition, input: EvaluationInput): boolean | null {
  const { userId, id, groups } = input.subject;
  const account = definition.subject === 'account' ? groups.account?.[0]?.id : undefined;
  const names = [userId, id, account].filter((name) => name !== null && name !== undefined);
  if (names.some((name) => definition.excludes.has(name))) return false;
  if (names.some((name) => definition.includes.has(name))) return true;
  if (definition.subject === 'person' && userId === null && !definition.includeGuests) return false;
  return definition.matches(input);
}
