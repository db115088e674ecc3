import { type BehaviourNode, type EventMatch, leavesOf, pathOf, propertiesRead, scopeOf } from '@kindred/criteria';
import { recordAt, unreadable } from '../answer.js';
import type { LeafEvent } from '../contract.js';
import { decodeBag } from '../encode/bag.js';
import { encodePath } from '../encode/paths.js';
import { columnsOf } from '../sql/event-rows.js';
import { type Fragment, join, name, sql } from '../statement.js';

const nothing = {};
/** Properties read by themselves; of more the whole bags are read, each of whose paths is a column. */
const mostApart = 8;
const kinds = ['t', 'f', 'n', 'b', 'J', 'T', 'F', 'N', 'B'] as const;

/** What is read of the bags of each event: columns behind the others, and the bags again from them. */
interface Reading {
  readonly selected: Fragment;
  readonly shown: Fragment;
  readonly read: (columns: readonly unknown[]) => Pick<LeafEvent, 'properties' | 'context'>;
}

/** Most of what reading an event costs is its bags, so only the properties that a condition asks for are read. */
export function readingOf(leaf: BehaviourNode): Reading {
  const all = propertiesOf(leaf);
  if (all.length > mostApart) {
    return {
      selected: sql`, properties, context`,
      shown: sql`, properties, context`,
      read: (columns) => ({ properties: decodeBag(recordAt(columns, 0)), context: decodeBag(recordAt(columns, 1)) }),
    };
  }
  const apart = all.map((property, index) => {
    const { one, many } = columnsOf(property);
    const parts = kinds.map((kind) => (isListKind(kind) ? many(kind) : one(kind)));
    return { column: name(`read${index}`), parts, scope: scopeOf(property), path: encodePath(pathOf(property)) };
  });
  const each = (say: (one: (typeof apart)[number]) => Fragment): Fragment =>
    apart.reduce((before, one) => sql`${before}, ${say(one)}`, sql``);
  return {
    selected: each(({ column, parts }) => sql`tuple(${join(parts, ', ')}) AS ${column}`),
    shown: each(({ column }) => column),
    read(columns) {
      if (apart.length === 0) return { properties: nothing, context: nothing };
      const bags: Record<'properties' | 'context', Record<string, unknown>> = { properties: {}, context: {} };
      for (const [index, { scope, path }] of apart.entries()) {
        const values = columns[index];
        if (!Array.isArray(values)) throw unreadable();
        const bag = scope === 'context' ? bags.context : bags.properties;
        for (const [at, kind] of kinds.entries()) bag[`${kind}_${path}`] = values[at];
      }
      return { properties: decodeBag(bags.properties), context: decodeBag(bags.context) };
    },
  };
}

function isListKind(kind: (typeof kinds)[number]): kind is 'T' | 'F' | 'N' | 'B' {
  return kind === 'T' || kind === 'F' || kind === 'N' || kind === 'B';
}

/** The properties of its events that a condition reads, each once. */
function propertiesOf(leaf: BehaviourNode): readonly string[] {
  const found = new Set<string>();
  const ofMatch = ({ where }: Pick<EventMatch, 'where'>): void => {
    for (const node of where === undefined ? [] : leavesOf(where)) {
      if (node.type === 'property') for (const property of propertiesRead(node)) found.add(property);
    }
  };
  if (leaf.type === 'sequence') {
    for (const step of leaf.steps) for (const match of [step, ...(step.without ?? [])]) ofMatch(match);
    for (const property of leaf.same === undefined ? [] : [leaf.same].flat()) found.add(property);
    return [...found];
  }
  ofMatch(leaf);
  if (leaf.type === 'aggregate') found.add(leaf.property);
  if (leaf.type === 'event' && leaf.of?.distinct === 'values') found.add(leaf.of.property);
  return [...found];
}
