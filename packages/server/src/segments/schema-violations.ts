import { fold, type PropertyType } from '@kindred/criteria';
import type { PropertyShape, Warehouse } from '@kindred/warehouse';
import type { PropertyDescription } from './site-schema.js';

/** Values looked at for those that a description does not name, the most frequent first. */
const valuesLookedAt = 100;

export interface Violation {
  /** `type`: a value of another type; `value`: one that is not among those described; `unseen`: none came at all. */
  readonly code: 'type' | 'value' | 'unseen';
  readonly count: number;
  /** There may be more, among values rarer than those looked at. */
  readonly atLeast: boolean;
}

/** How many have a value that the type described does not allow. A single text is a list of one. */
function ofAnotherType(type: PropertyType, shape: PropertyShape): number {
  const { texts, numbers, booleans, dates, textLists, numberLists, booleanLists } = shape;
  const lists = numberLists + booleanLists;
  if (type === 'number') return texts + booleans + textLists + booleanLists;
  if (type === 'boolean') return texts + numbers + textLists + numberLists;
  if (type === 'date') return texts - dates + numbers + booleans + textLists + lists;
  return numbers + booleans + lists;
}

/** Where what came in differs from what the site says of it. */
export async function violationsOf(
  warehouse: Pick<Warehouse, 'analytics'>,
  site: number,
  property: string,
  event: string | null,
  said: PropertyDescription | null,
  shape: PropertyShape | null,
): Promise<Violation[]> {
  if (said === null) return [];
  if (shape === null) return [{ code: 'unseen', count: 0, atLeast: false }];
  const found: Violation[] = [];
  const other = said.type === undefined ? 0 : ofAnotherType(said.type, shape);
  if (other > 0) found.push({ code: 'type', count: other, atLeast: false });
  if (said.values !== undefined) {
    const allowed = new Set(said.values.map(fold));
    const values = await warehouse.analytics.values(site, property, event, '', valuesLookedAt);
    const strange = values.filter(({ value }) => !allowed.has(fold(String(value))));
    const count = strange.reduce((sum, each) => sum + each.count, 0);
    if (count > 0) found.push({ code: 'value', count, atLeast: values.length === valuesLookedAt });
  }
  return found;
}
