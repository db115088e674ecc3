import { dependents } from '../in-force.js';
import type { SiteState } from '../site-state.js';

/**
 * Divides segments into two parts none of which refers to the other, at any depth; null where all hang together.
 * Costs what refers to each of them.
 */
export function halves(state: SiteState, segments: Iterable<string>): readonly [string[], string[]] | null {
  const groups = new Map([...segments].map((id) => [id, new Set([id])]));
  for (const id of groups.keys()) {
    for (const other of dependents(state, id)) {
      const [one, two] = [groups.get(id), groups.get(other)];
      if (one === undefined || two === undefined || one === two) continue;
      for (const member of two) groups.set(member, one.add(member));
    }
  }
  const apart = [...new Set(groups.values())];
  if (apart.length < 2) return null;
  const middle = Math.ceil(apart.length / 2);
  const idsOf = (part: typeof apart): string[] => part.flatMap((group) => [...group]);
  return [idsOf(apart.slice(0, middle)), idsOf(apart.slice(middle))];
}
