import {
  type Calendar,
  type Criteria,
  type EventNode,
  fold,
  type PropertyNode,
  pathOf,
  scopeOf,
} from '@kindred/criteria';
import type { CountedLeaf } from '../contract.js';
import { wellFormed } from '../encode/bag.js';
import { type Fragment, join, name, sql, texts, whole } from '../statement.js';
import { propertyColumns } from './columns.js';
import { whereCondition } from './row-condition.js';

/** Values, and conditions, of one statement at most: conditions are each asked of every event, values are looked up. */
const mostValues = 5_000;
const mostConditions = 4;

/** Leaves of one event that are counted in one pass over it. */
export interface LeafPass {
  readonly event: string;
  /** Latest times to keep, of all of them. */
  readonly keep: number;
  /** How events are brought to leaves: by their own condition each, or all by the text that a property has. */
  readonly by:
    | { readonly conditions: readonly EventNode[] }
    | { readonly property: string; readonly values: readonly string[] };
  /** Indices of the leaves of each condition, or value. */
  readonly leaves: readonly (readonly number[])[];
}

/** Puts leaves together that can be counted in one pass; thousands that differ by a property's text take a few passes. */
export function leafPasses(leaves: readonly CountedLeaf[]): readonly LeafPass[] {
  const byCondition = new Map<string, { node: EventNode; keep: number; leaf: number }[]>();
  const byValue = new Map<string, { event: string; keep: number; property: string; values: Map<string, number[]> }>();
  for (const [leaf, { node, keep }] of leaves.entries()) {
    const { event, where } = node;
    if (isText(where)) {
      const { property, value } = where;
      const key = JSON.stringify([event, keep, property]);
      const group = byValue.get(key) ?? { event, keep, property, values: new Map<string, number[]>() };
      byValue.set(key, group);
      const folded = fold(wellFormed(value));
      group.values.set(folded, [...(group.values.get(folded) ?? []), leaf]);
    } else {
      const key = JSON.stringify([event, keep]);
      byCondition.set(key, [...(byCondition.get(key) ?? []), { node, keep, leaf }]);
    }
  }
  const passes: LeafPass[] = [];
  for (const { event, keep, property, values } of byValue.values()) {
    for (const part of parts([...values], mostValues)) {
      const by = { property, values: part.map(([value]) => value) };
      passes.push({ event, keep, by, leaves: part.map(([, found]) => found) });
    }
  }
  for (const group of byCondition.values()) {
    for (const part of parts(group, mostConditions)) {
      const { event } = part[0].node;
      const by = { conditions: part.map(({ node }) => node) };
      passes.push({ event, keep: part[0].keep, by, leaves: part.map(({ leaf }) => [leaf]) });
    }
  }
  return passes;
}

/** Rows of `identity, time, leaf`: each event once for each condition, or value, of the pass that it has. */
export function leafNumbers({ by }: LeafPass, rows: Fragment, calendar: Calendar): Fragment {
  if ('conditions' in by) {
    const conditions = by.conditions.map(({ where }) =>
      where === undefined ? sql`1` : whereCondition(where, calendar),
    );
    const [only] = conditions;
    if (conditions.length === 1 && only !== undefined) {
      return sql`SELECT identity, time, 0 AS leaf FROM events WHERE ${rows} AND ${only}`;
    }
    const numbers = join(
      conditions.map((condition, number) => sql`if(${condition}, ${whole(number)}, ${whole(conditions.length)})`),
      ', ',
    );
    return sql`SELECT identity, time, arrayJoin(arrayFilter(number -> number < ${whole(conditions.length)}, [${numbers}])) AS leaf
      FROM events WHERE ${rows}`;
  }
  const scope = scopeOf(by.property) === 'context' ? 'context' : 'properties';
  const { one, many } = propertyColumns(scope, pathOf(by.property));
  const single = name('single');
  // Of a list each different text counts once; a single one, which is the rule, costs no list of its own.
  const values = sql`if(isNotNull(${single}), [assumeNotNull(${single})],
    arrayDistinct(arrayMap(each -> assumeNotNull(each), arrayFilter(each -> isNotNull(each), list))))`;
  return sql`SELECT identity, time, transform(value, ${texts(by.values)}, range(${whole(by.values.length)}), ${whole(by.values.length)}) AS leaf
    FROM (SELECT identity, time, arrayJoin(${values}) AS value
      FROM (SELECT identity, time, ${one('f')} AS ${single}, ${many('F')} AS list FROM events WHERE ${rows}))
    WHERE value IN ${texts(by.values)}`;
}

type TextComparison = PropertyNode & { readonly value: string };

/** A single comparison of a property with a text, folded. */
function isText(where: Criteria | undefined): where is TextComparison {
  if (where?.type !== 'property' || where.operator !== 'equals' || typeof where.value !== 'string') return false;
  const { as, of, exactCase, quantifier } = where;
  return as === undefined && of === undefined && exactCase !== true && quantifier !== 'all';
}

function* parts<T>(items: readonly T[], most: number): Generator<readonly [T, ...T[]]> {
  for (let from = 0; from < items.length; from += most) {
    const [first, ...rest] = items.slice(from, from + most);
    if (first !== undefined) yield [first, ...rest];
  }
}
