import { isBehaviour } from '../behaviour.js';
import type { Criteria, GroupKind, Window } from '../criteria.js';
import { groupKinds } from '../criteria.js';
import { leavesOf } from '../leaves.js';
import type { Calendar, CriteriaEvent, GroupRecord, PropertyBag, PropertyValue, Subject } from '../values.js';
import { windowRange } from '../windows.js';
import { generatePlace } from './places.js';
import type { Random } from './random.js';
import { generateValue, type Schema, type SchemaProperty } from './schema.js';

/** One visitor with a whole history. */
export interface GeneratedVisitor {
  readonly subject: Subject;
  /** In order of (time, id). */
  readonly events: readonly CriteriaEvent[];
}

/** Every group of a generated site, by kind; visitors belong to some of them. */
export type GeneratedGroups = Readonly<Record<GroupKind, readonly GroupRecord[]>>;

export function generateGroups(random: Random, schema: Schema): GeneratedGroups {
  const groupsOf = (kind: GroupKind): GroupRecord[] =>
    [0, 1, 2].map((index) => ({
      id: `${kind}-${index}`,
      traits: generatePlaced(random, schema.groupTraits),
      // A hierarchy without ancestors that are not themselves there: 2 lies below 1, 1 below 0.
      ...(kind === 'organization'
        ? { ancestorIds: [1, 0].filter((each) => each < index).map((each) => `${kind}-${each}`) }
        : {}),
    }));
  return {
    account: groupsOf('account'),
    organization: groupsOf('organization'),
    userGroup: groupsOf('userGroup'),
    team: groupsOf('team'),
    role: groupsOf('role'),
  };
}

/** A guest, or the known user of this id. */
export function generateSubject(random: Random, schema: Schema, groups: GeneratedGroups, userId: string): Subject {
  const joined: Partial<Record<GroupKind, readonly GroupRecord[]>> = {};
  for (const kind of groupKinds) {
    const chosen = groups[kind].filter(() => random.chance(25));
    if (chosen.length > 0) joined[kind] = chosen;
  }
  return { userId: random.chance(70) ? userId : null, traits: generatePlaced(random, schema.traits), groups: joined };
}

export function generateRequest(random: Random): PropertyBag {
  const fields = ['browser', 'country', 'city', 'utm.source', 'cookies.seen', 'ip'].map(
    (path) => ({ path, type: 'text' }) as const,
  );
  return { ...generateBag(random, fields), localHour: random.below(24) };
}

/**
 * Up to `most` events up to `now`, many of them within a millisecond of where a window of the criteria begins, some at
 * one instant. Ids begin with `prefix`.
 */
export function generateHistory(
  random: Random,
  schema: Schema,
  criteria: readonly Criteria[],
  at: { readonly now: number; readonly calendar: Calendar },
  most: number,
  prefix: string,
): CriteriaEvent[] {
  const edges = criteria.flatMap(windowsOf).flatMap((window) => {
    const { from, to } = windowRange(window, at.now, at.calendar);
    return [from, to].filter(Number.isFinite);
  });
  const events: CriteriaEvent[] = [];
  for (let index = random.below(most + 1); index > 0; index--) {
    events.push({
      id: `${prefix}-${index}`,
      name: random.chance(90) ? random.pick(schema.events) : 'Something Else',
      time: Math.min(at.now, generateTime(random, at.now, edges, events)),
      properties: generatePlaced(random, schema.properties),
      context: generatePlaced(random, schema.context),
    });
  }
  return events.sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

const spans = [5_000, 600_000, 36_000_000, 864_000_000, 40_000_000_000] as const;

function generateTime(random: Random, now: number, edges: readonly number[], events: readonly CriteriaEvent[]): number {
  if (edges.length > 0 && random.chance(50)) return random.pick(edges) - 2 + random.below(4);
  if (events.length > 0 && random.chance(10)) return random.pick(events).time;
  if (random.chance(5)) return now;
  return now - random.below(random.pick(spans));
}

function windowsOf(criteria: Criteria): Window[] {
  return leavesOf(criteria).flatMap((leaf) => {
    if (leaf.type === 'people') return windowsOf(leaf.of);
    return isBehaviour(leaf) && leaf.window ? [leaf.window] : [];
  });
}

function generatePlaced(random: Random, properties: readonly SchemaProperty[]): PropertyBag {
  return { ...generateBag(random, properties), ...generatePlace(random) };
}

function generateBag(random: Random, properties: readonly SchemaProperty[]): PropertyBag {
  const bag: Record<string, PropertyValue> = {};
  for (const { path, type } of properties) {
    const value = generateValue(random, type);
    if (value !== undefined) bag[path] = value;
  }
  return bag;
}
