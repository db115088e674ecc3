import type { CountBound } from '../api/types.js';

export interface Problem {
  readonly message: string;
  /** `fault`: wrong, from the server. `unfinished`: not there yet. `advice`: accepted, but to be reconsidered. */
  readonly severity: 'fault' | 'unfinished' | 'advice';
}

/** How many satisfy a node by itself, and how many are left after it where all of a group are needed. */
export interface NodeCount extends CountBound {
  readonly left: CountBound | null;
}

/** Whether a node holds of the person who is being tested, and what was found of them. */
export interface NodeVerdict {
  readonly matches: boolean | null;
  /** In words; null where nothing is found, as for a group. */
  readonly found: string | null;
}

/** What is known of a node besides what it says: it changes without the node, and the node without it. */
export interface NodeFacts {
  readonly problems: readonly Problem[];
  readonly verdict: NodeVerdict | null;
  readonly count: NodeCount | null;
}

export const nothingKnown: NodeFacts = { problems: [], verdict: null, count: null };

/** Facts by node. A node's listeners are called when its own facts change, so that of 500 conditions one is drawn. */
export interface FactStore {
  get(id: string): NodeFacts;
  set(facts: ReadonlyMap<string, NodeFacts>): void;
  subscribe(id: string, listener: () => void): () => void;
}

export function createFacts(): FactStore {
  let present: ReadonlyMap<string, NodeFacts> = new Map();
  const listeners = new Map<string, Set<() => void>>();
  return {
    get: (id) => present.get(id) ?? nothingKnown,
    set(next) {
      const before = present;
      const kept = new Map<string, NodeFacts>();
      for (const [id, facts] of next) {
        const old = before.get(id);
        kept.set(id, old !== undefined && same(old, facts) ? old : facts);
      }
      present = kept;
      for (const [id, own] of listeners) {
        if ((before.get(id) ?? nothingKnown) !== (present.get(id) ?? nothingKnown)) for (const tell of own) tell();
      }
    },
    subscribe(id, listener) {
      const own = listeners.get(id) ?? new Set();
      listeners.set(id, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(id);
      };
    },
  };
}

/** Facts are small and plain, so that their text tells equal ones. */
function same(one: NodeFacts, other: NodeFacts): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
