import { numberAt, rowsOf, textAt, unreadable } from '../answer.js';
import type { Question } from '../contract.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { type Fragment, float64s, join, render, sql, text, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { ComparedPeople, ValuesOfPeople } from './contract.js';
import { restriction } from './restriction.js';

/**
 * How many of the members and of everyone have each value of a trait of people: those values of which either has the
 * largest share, then who has only others and who has none. Text is counted folded and shown as most write it; who has
 * a value twice counts once. Two passes over this trait's columns; where there are more values than asked for, a third.
 *
 * @param people members and people in all
 */
export async function valuesOfPeople(
  transport: Transport,
  members: Question,
  path: string,
  people: ComparedPeople,
  limit: number,
): Promise<ValuesOfPeople> {
  const { definitions, condition } = restriction(members, sql`id`);
  const rows = sql`SELECT id, ${condition} AS inside, ${entriesOf(path)} AS entries FROM ${allPeople(members.site)}`;
  const ask = async (statement: Fragment): Promise<readonly (readonly unknown[])[]> => {
    const whole = sql`${definitions} ${statement} ${settings('interactive')} FORMAT JSONCompactEachRow`;
    return rowsOf(await transport.run(render(whole), { purpose: 'interactive' }));
  };
  const found = await ask(sql`
    SELECT * FROM (SELECT entry.1 AS kind, entry.2 AS key, topK(1)(entry.3)[1] AS value,
        groupBitmapIf(id, inside) AS own, groupBitmap(id) AS counted
      FROM (SELECT id, inside, arrayJoin(entries) AS entry FROM (${rows}))
      GROUP BY kind, key
      ORDER BY greatest(own / ${whole(Math.max(1, people.segment))}, counted / ${whole(Math.max(1, people.everyone))}) DESC,
        counted DESC, kind, key
      LIMIT ${whole(limit)})
    UNION ALL
    SELECT 'any', '', '', countIf(inside AND notEmpty(entries)), countIf(notEmpty(entries)) FROM (${rows})`);
  const values = found.filter((row) => row[0] !== 'any');
  const any = found.find((row) => row[0] === 'any');
  if (any === undefined) throw unreadable();
  const keys = values.map((row) => sql`(${text(textAt(row, 0))}, ${text(textAt(row, 1))})`);
  const [rest] =
    values.length < limit
      ? []
      : await ask(sql`SELECT countIf(inside AND other), countIf(other) FROM (
          SELECT inside, notEmpty(entries) AND NOT arrayExists(entry -> (entry.1, entry.2) IN (${join(keys, ', ')}), entries) AS other
          FROM (${rows}))`);
  const known = comparedAt(any, 3);
  return {
    values: values.map((row) => ({ value: readValue(textAt(row, 0), textAt(row, 2)), ...comparedAt(row, 3) })),
    others: rest === undefined ? { segment: 0, everyone: 0 } : comparedAt(rest, 0),
    // Of people counted a moment apart nobody is missing who has just come.
    missing: {
      segment: Math.max(0, people.segment - known.segment),
      everyone: Math.max(0, people.everyone - known.everyone),
    },
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
    GROUP BY place ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
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
