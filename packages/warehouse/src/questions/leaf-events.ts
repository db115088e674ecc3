import {
  type BehaviourNode,
  type Calendar,
  type EventMatch,
  eventsOf,
  leavesOf,
  pathOf,
  scopeOf,
} from '@kindred/criteria';
import { numberAt, recordAt, rowsOf, textAt, unreadable } from '../answer.js';
import type { LeafEvent, Run } from '../contract.js';
import { decodeBag } from '../encode/bag.js';
import { encodePath } from '../encode/paths.js';
import { columnsOf } from '../sql/event-rows.js';
import { joinedIdentities } from '../sql/identities.js';
import { whereCondition } from '../sql/row-condition.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, join, name, render, sql, text, texts, uint32, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** Events a statement: a page's JSON is held in memory. */
const pageSize = 50_000;

/**
 * The events up to a position that can matter to a condition, in pages. Key: (site, name, identity, time), in whose order
 * they are read, so that each page begins where the last one ended.
 */
export async function* leafEvents(
  transport: Transport,
  site: number,
  leaf: BehaviourNode,
  position: number,
  run: Run,
  calendar: Calendar,
): AsyncGenerator<readonly LeafEvent[], void, undefined> {
  const names = eventsOf(leaf);
  const ofNames = names === null ? sql`name != ''` : sql`name IN ${texts(names)}`;
  const where = names !== null && leaf.type !== 'sequence' && leaf.where !== undefined ? leaf.where : null;
  const matching = where === null ? sql`` : sql` AND ${whereCondition(where, calendar)}`;
  const reading = readingOf(leaf);
  const ask = (after: Fragment): Promise<Buffer> => {
    const statement =
      render(sql`SELECT toString(if(map.joined = 1, map.profile, found.identity)), messageId, name, time,
        toString(found.identity)${reading.shown}
      FROM (SELECT identity, messageId, name, time${reading.selected} FROM events
        WHERE site = ${uint32(site)} AND ${ofNames} AND position <= ${uint64(position)}${after}${matching}
        ORDER BY name, identity, time, messageId LIMIT ${whole(pageSize)}) AS found
      LEFT ANY JOIN ${joinedIdentities(site)} AS map ON found.identity = map.identity
      ORDER BY name, found.identity, time, messageId
      ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
    return transport.run(statement, run);
  };
  let page: Promise<Buffer> | null = ask(sql``);
  while (page !== null) {
    const rows = rowsOf(await page);
    const last = rows.at(-1);
    page = last === undefined || rows.length < pageSize ? null : ask(behind(last));
    // Asked for while this one is gone through; if that ends early nobody waits for it, and its failure is of no matter.
    page?.catch(() => undefined);
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      profile: Number(textAt(row, 0)),
      id: textAt(row, 1),
      name: textAt(row, 2),
      time: numberAt(row, 3),
      ...reading.read(row.slice(5)),
    }));
  }
}

/** What comes after a row: the engine finds the place in the key by the first two comparisons; it reads everything for the last alone. */
function behind(last: readonly unknown[]): Fragment {
  const name = text(textAt(last, 2));
  const identity = uint64(Number(textAt(last, 4)));
  return sql` AND name >= ${name} AND (name > ${name} OR identity >= ${identity})
    AND (name, identity, time, messageId) > (${name}, ${identity}, ${int64(numberAt(last, 3))}, ${text(textAt(last, 1))})`;
}

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

function readingOf(leaf: BehaviourNode): Reading {
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
      if (node.type !== 'property') continue;
      const parts = node.operator === 'near' ? ['.latitude', '.longitude'] : [''];
      for (const part of parts) found.add(`${node.property}${part}`);
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
