import {
  type Criteria,
  type EventMatch,
  type EventValues,
  fold,
  isOperandList,
  type PropertyNode,
  type PropertyValue,
  pathOf,
  type Scalar,
  scopeOf,
} from '@kindred/criteria';
import { type LiveLeaf, touchedBy } from './leaf.js';

/** Values of one property of an event, one of which a condition cannot hold without. */
interface Selector {
  readonly property: string;
  readonly keys: ReadonlySet<string>;
}

/** The leaves of one event name: those to ask of every such event, and those to ask by a value of a property. */
interface Named {
  readonly always: LiveLeaf[];
  readonly byProperty: Map<string, ByValue>;
}

interface ByValue {
  readonly read: (event: EventValues) => PropertyValue | undefined;
  readonly leaves: Map<string, LiveLeaf[]>;
}

/**
 * Which leaves an event can touch, by its name and by the values that leaves need of it, so that thousands of
 * conditions on one event that differ by a value cost what those cost that have this event's value.
 *
 * What it leaves out cannot match; what it gives may still not: `recordLeaf` decides.
 */
export class EventIndex {
  private readonly named = new Map<string, Named>();
  private readonly ofAll: LiveLeaf[] = [];

  constructor(leaves: Iterable<LiveLeaf>) {
    for (const leaf of leaves) {
      const names = touchedBy(leaf);
      if (names === null) this.ofAll.push(leaf);
      else for (const name of new Set(names)) this.add(name, leaf);
    }
  }

  /** Each leaf once. */
  touched(event: EventValues & { readonly name: string }): Iterable<LiveLeaf> {
    const named = this.named.get(event.name);
    if (named === undefined) return this.ofAll;
    if (named.byProperty.size === 0 && this.ofAll.length === 0) return named.always;
    const found = [...named.always, ...this.ofAll];
    for (const { read, leaves } of named.byProperty.values()) {
      const value = read(event);
      if (value === undefined) continue;
      if (typeof value !== 'object') found.push(...(leaves.get(keyOf(value)) ?? []));
      else found.push(...new Set(value.flatMap((one) => leaves.get(keyOf(one)) ?? [])));
    }
    return found;
  }

  private add(name: string, leaf: LiveLeaf): void {
    const named = this.named.get(name) ?? { always: [], byProperty: new Map<string, ByValue>() };
    this.named.set(name, named);
    const selector = selectorOf(leaf, name);
    if (selector === null) {
      named.always.push(leaf);
      return;
    }
    const { property, keys } = selector;
    const byValue = named.byProperty.get(property) ?? {
      read: readerOf(property),
      leaves: new Map<string, LiveLeaf[]>(),
    };
    named.byProperty.set(property, byValue);
    for (const key of keys) {
      const leaves = byValue.leaves.get(key) ?? [];
      byValue.leaves.set(key, leaves);
      leaves.push(leaf);
    }
  }
}

/** What every event of this name must have to be of matter to the leaf; null where there is no such value. */
function selectorOf({ node }: LiveLeaf, name: string): Selector | null {
  const matches: readonly EventMatch[] =
    node.type === 'sequence' ? node.steps.flatMap((step) => [step, ...(step.without ?? [])]) : [node];
  return eitherOf(matches.filter(({ event }) => event === name).map(({ where }) => needed(where)));
}

function needed(where: Criteria | undefined): Selector | null {
  switch (where?.type) {
    case 'property':
      return neededBy(where);
    case 'all':
      return where.of.map(needed).reduce((least, each) => (least === null || fewer(each, least) ? each : least), null);
    case 'any':
      return eitherOf(where.of.map(needed));
    default:
      return null;
  }
}

function neededBy({ property, operator, value, as, of }: PropertyNode): Selector | null {
  if (as !== undefined || of !== undefined || value === undefined) return null;
  if (operator === 'equals' && typeof value !== 'object') return { property, keys: new Set([keyOf(value)]) };
  if (operator === 'oneOf' && isOperandList(value)) return { property, keys: new Set(value.map(keyOf)) };
  return null;
}

/** Where all parts ask for values of the same property, one of these values is needed. */
function eitherOf(parts: readonly (Selector | null)[]): Selector | null {
  const keys = new Set<string>();
  const property = parts[0]?.property;
  if (property === undefined) return null;
  for (const part of parts) {
    if (part === null || part.property !== property) return null;
    for (const key of part.keys) keys.add(key);
  }
  return { property, keys };
}

function fewer(a: Selector | null, b: Selector): boolean {
  return a !== null && a.keys.size < b.keys.size;
}

function readerOf(property: string): ByValue['read'] {
  const path = pathOf(property);
  return scopeOf(property) === 'context' ? ({ context }) => context[path] : ({ properties }) => properties[path];
}

/** Equal for all values that any spelling of `equals` takes for equal. */
function keyOf(value: Scalar): string {
  return typeof value === 'string' ? `s${fold(value)}` : `${typeof value} ${value}`;
}
