import { numberAt, rowsOf, textAt, unreadable } from '../answer.js';
import type { ComparedPeople, Question, ValuesOfPeople } from '../contract.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { type Fragment, float64s, join, render, sql, text, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import { restriction } from './restriction.js';

/**
 * How many of the members and of everyone have each value of a trait of people: those values of which either has the
 * largest share, then who has only others and who has none. Text is counted folded and shown as most write it; who has
 * a value twice counts once. Three passes over this trait's columns: who they are, their values, and the rest.
 */
export async function valuesOfPeople(
  transport: Transport,
  members: Question,
  path: string,
  limit: number,
): Promise<ValuesOfPeople> {
  const { definitions, condition } = restriction(members, sql`id`);
  const people = sql`SELECT id, ${condition} AS inside, ${entriesOf(path)} AS entries FROM ${allPeople(members.site)}`;
  const ask = async (statement: Fragment): Promise<readonly (readonly unknown[])[]> =>
    rowsOf(
      await transport.run(render(sql`${definitions} ${statement} ${settings('report')} FORMAT JSONCompactEachRow`), {
        purpose: 'report',
      }),
    );
  const [all] = await ask(sql`SELECT countIf(${condition}), count() FROM ${allPeople(members.site)}`);
  if (all === undefined) throw unreadable();
  const total = comparedAt(all, 0);
  const found = await ask(sql`
    SELECT entry.1 AS kind, entry.2 AS key, topK(1)(entry.3)[1] AS value,
      groupBitmapIf(id, inside) AS own, groupBitmap(id) AS counted
    FROM (SELECT id, inside, arrayJoin(entries) AS entry FROM (${people}))
    GROUP BY kind, key
    ORDER BY greatest(own / ${whole(Math.max(1, total.segment))}, counted / ${whole(Math.max(1, total.everyone))}) DESC,
      counted DESC, kind, key
    LIMIT ${whole(limit)}`);
  const keys = found.map((row) => sql`(${text(textAt(row, 0))}, ${text(textAt(row, 1))})`);
  const shown =
    keys.length === 0 ? sql`0` : sql`arrayExists(entry -> (entry.1, entry.2) IN (${join(keys, ', ')}), entries)`;
  const [rest] = await ask(sql`
    SELECT countIf(inside AND notEmpty(entries) AND NOT ${shown}), countIf(notEmpty(entries) AND NOT ${shown}),
      countIf(inside AND empty(entries)), countIf(empty(entries))
    FROM (${people})`);
  if (rest === undefined) throw unreadable();
  return {
    people: total,
    values: found.map((row) => ({ value: readValue(textAt(row, 0), textAt(row, 2)), ...comparedAt(row, 3) })),
    others: comparedAt(rest, 0),
    missing: comparedAt(rest, 2),
  };
}

/**
 * How many of the members and of everyone have a number of a trait in each of the ranges that the edges make: below the
 * first, from each edge to below the next, from the last on; then who has no number. One pass over this trait's numbers.
 *
 * @param edges ascending
 */
export async function rangesOfPeople(
  transport: Transport,
  members: Question,
  path: string,
  edges: readonly number[],
): Promise<{ readonly ranges: readonly ComparedPeople[]; readonly missing: ComparedPeople }> {
  const { definitions, condition } = restriction(members, sql`id`);
  const { one, many } = propertyColumns('traits', path);
  const numbers = sql`arrayConcat(${single(one('n'))}, ${present(many('N'))})`;
  const places = sql`arrayDistinct(arrayMap(each -> arrayCount(edge -> edge <= each, ${float64s(edges)}), ${numbers}))`;
  const statement = render(sql`${definitions}
    SELECT place, countIf(inside), count()
    FROM (SELECT inside, arrayJoin(if(empty(places), [-1], arrayMap(each -> toInt32(each), places))) AS place
      FROM (SELECT ${condition} AS inside, ${places} AS places FROM ${allPeople(members.site)}))
    GROUP BY place ${settings('report')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, { purpose: 'report' }));
  const counts = new Map(rows.map((row) => [numberAt(row, 0), comparedAt(row, 1)]));
  const at = (place: number): ComparedPeople => counts.get(place) ?? { segment: 0, everyone: 0 };
  return { ranges: [...edges, 0].map((_, place) => at(place)), missing: at(-1) };
}

function allPeople(site: number): Fragment {
  return sql`profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0`;
}

function comparedAt(row: readonly unknown[], index: number): ComparedPeople {
  return { segment: numberAt(row, index), everyone: numberAt(row, index + 1) };
}

const single = (value: Fragment): Fragment => sql`if(isNull(${value}), [], [assumeNotNull(${value})])`;
const present = (list: Fragment): Fragment =>
  sql`arrayMap(each -> assumeNotNull(each), arrayFilter(each -> isNotNull(each), ${list}))`;

/** (kind, what tells values apart, the value as it came) of every value that somebody has of a trait. */
function entriesOf(path: string): Fragment {
  const { one, many } = propertyColumns('traits', path);
  const folded = sql`arrayConcat(${single(one('f'))}, ${present(many('F'))})`;
  const raw = sql`arrayConcat(${single(sql`coalesce(${one('t')}, ${one('f')})`)},
    ${present(sql`if(empty(${many('T')}), ${many('F')}, ${many('T')})`)})`;
  const plain = (kind: 'number' | 'boolean', values: Fragment): Fragment =>
    sql`arrayMap(each -> tuple(${text(kind)}, toString(each), toString(each)), ${values})`;
  return sql`arrayConcat(
    arrayMap((key, value) -> tuple('text', key, value), ${folded}, ${raw}),
    ${plain('number', sql`arrayConcat(${single(one('n'))}, ${present(many('N'))})`)},
    ${plain('boolean', sql`arrayConcat(${single(one('b'))}, ${present(many('B'))})`)})`;
}

function readValue(kind: string, written: string): string | number | boolean {
  if (kind === 'number') return Number(written);
  return kind === 'boolean' ? written === 'true' : written;
}
