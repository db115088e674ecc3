import { type AggregateNode, type CriteriaEvent, type Leaf, largestSummand, leavesOf } from '@kindred/criteria';

/** Something about an answer that its reader should know. */
export interface Warning {
  readonly code: 'number_too_large_to_add';
  readonly message: string;
  /** From the root of the line: where the events stand. */
  readonly path: string;
}

/** What a sum or an average adds up. */
export type Summed = Pick<AggregateNode, 'event' | 'property'>;

/** What the sums and averages of some conditions are made of, those about an account's people included. */
export function summedBy(leaves: readonly Leaf[]): readonly Summed[] {
  return leaves.flatMap((leaf) => {
    if (leaf.type === 'people') return summedBy(leavesOf(leaf.of));
    return leaf.type === 'aggregate' && (leaf.function === 'sum' || leaf.function === 'average') ? [leaf] : [];
  });
}

/** Numbers in a history that no sum and no average adds up, of those that are asked for. */
export function leftOutOf(
  events: readonly CriteriaEvent[],
  summed: readonly Summed[],
  path: string,
): readonly Warning[] {
  if (summed.length === 0) return [];
  const warnings = new Map<string, Warning>();
  for (const { event, property } of summed) {
    const found = events.find((each) => each.name === event && hasTooLarge(each, property));
    if (found === undefined) continue;
    const message = `A “${event}” has a number of 10^18 or more in ${property}, which is in no sum and no average.`;
    warnings.set(message, { code: 'number_too_large_to_add', message, path });
  }
  return [...warnings.values()];
}

function hasTooLarge(event: CriteriaEvent, property: string): boolean {
  const dot = property.indexOf('.');
  const bag = property.slice(0, dot) === 'context' ? event.context : event.properties;
  const value = bag[property.slice(dot + 1)];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.some((each) => typeof each === 'number' && Math.abs(each) >= largestSummand);
}
