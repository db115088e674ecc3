import type { Criteria, EventCount, EventNode, Window } from '../criteria.js';
import { leavesOf } from '../leaves.js';
import { dateOf } from './comparison.js';
import type { ODataArgument, ODataExpression } from './expression.js';
import type { ODataSubject } from './names.js';
import type { Notes } from './note.js';
import { parseOData } from './parse.js';
import { timeNames, WindowReader } from './window.js';

/** What translates the filter around, and what it gives for the filter inside. */
interface Outer {
  readonly notes: Notes;
  inside(subject: ODataSubject, notes: Notes): { condition(expression: ODataExpression): Criteria | null };
}

/** `activities.filterByCount(filter='…',operator='ge',value=2)`: did something so many times. */
export function translateCount(outer: Outer, at: number, given: readonly ODataArgument[]): Criteria | null {
  const find = (name: string) => given.find((argument) => argument.name === name)?.value;
  const [filter, operator, value] = [find('filter'), find('operator'), find('value')];
  if (operator?.kind !== 'literal' || value?.kind !== 'literal') {
    return outer.notes.leftOut(at, 'An operator and a number of times were expected');
  }
  const count = countOf(operator.text, Number(value.text));
  if (count === null) return outer.notes.leftOut(value.at, 'This number of times asks nothing, or is no whole number');
  return translateEvent(outer, at, filter, { count, event: null });
}

/** `activities.filter(filter='…')`: did something, at least once. */
export function translateActivity(outer: Outer, at: number, filter: ODataExpression | undefined): Criteria | null {
  return translateEvent(outer, at, filter, { count: { atLeast: 1 }, event: null });
}

/** `sessions.filter(filter='…')`: there was a session that is so. */
export function translateSession(outer: Outer, at: number, filter: ODataExpression | undefined): Criteria | null {
  const node = translateEvent(outer, at, filter, { count: { atLeast: 1 }, event: 'Page Viewed' });
  if (node === null) return null;
  if (leavesOf(node).some((leaf) => leaf.type === 'event' && asksDuration(leaf))) {
    return outer.notes.leftOut(at, 'How long a session lasted is kept with none of its events');
  }
  outer.notes.differs(at, 'Read as: viewed a page in such a session; a session without pages does not count');
  return node;
}

function asksDuration({ where }: EventNode): boolean {
  const asked = where === undefined ? [] : leavesOf(where);
  return asked.some((leaf) => leaf.type === 'property' && leaf.property === 'context.duration');
}

function translateEvent(
  outer: Outer,
  at: number,
  filter: ODataExpression | undefined,
  { count, event }: { count: EventCount; event: string | null },
): Criteria | null {
  if (filter?.kind !== 'literal') return outer.notes.leftOut(at, 'A filter in quotes was expected');
  const notes = outer.notes.inside(filter.at, filter.text);
  const parsed = parseOData(filter.text);
  if (!parsed.ok) return notes.leftOut(parsed.fault.position, parsed.fault.message);
  const inner = outer.inside('event', notes);
  const windows = new WindowReader(notes);
  const where: Criteria[] = [];
  const key: Key = { application: null, event: null, asset: null };
  const before = notes.list.length;
  for (const part of partsOf(parsed.expression)) {
    if ((event === null && readKey(part, key)) || readTime(part, windows)) continue;
    const condition = inner.condition(part);
    if (condition !== null) where.push(condition);
  }
  const page = key.application === 'Page' && key.event === 'pageViewed';
  const name = event ?? (page ? 'Page Viewed' : key.event);
  if (name === null) return outer.notes.leftOut(at, 'It does not say which event');
  const named = { applicationId: page ? null : key.application, assetId: key.asset };
  const ofKey = Object.entries(named).flatMap(([property, value]): Criteria[] =>
    value === null ? [] : [{ type: 'property', property: `properties.${property}`, operator: 'equals', value }],
  );
  // An event with a condition less would be another question, and under “not” let others in.
  if (notes.list.slice(before).some((note) => note.kind === 'leftOut')) return null;
  return inWindows({ type: 'event', event: name, ...together([...ofKey, ...where]), count }, windows.windows(), () =>
    outer.notes.leftOut(at, 'Since yesterday is two windows here, and so many times in both together cannot be asked'),
  );
}

function together(where: readonly Criteria[]): Pick<EventNode, 'where'> {
  const [only] = where;
  if (only === undefined) return {};
  return { where: where.length === 1 ? only : { type: 'all', of: where } };
}

/** What was done in one of several windows that lie side by side. */
function inWindows(node: EventNode, windows: readonly Window[], cannot: () => null): Criteria | null {
  const [only] = windows;
  if (only === undefined) return node;
  const of = windows.map((window) => ({ ...node, window }));
  if (windows.length === 1) return { ...node, window: only };
  if ('atLeast' in node.count && node.count.atLeast === 1) return { type: 'any', of };
  const never =
    ('atMost' in node.count && node.count.atMost === 0) || ('exactly' in node.count && node.count.exactly === 0);
  return never ? { type: 'all', of } : cannot();
}

function partsOf(expression: ODataExpression): readonly ODataExpression[] {
  return expression.kind === 'and' ? expression.of.flatMap(partsOf) : [expression];
}

function countOf(operator: string, times: number): EventCount | null {
  if (!Number.isSafeInteger(times) || times < 0) return null;
  switch (operator) {
    case 'ge':
      return times > 0 ? { atLeast: times } : null;
    case 'gt':
      return { atLeast: times + 1 };
    case 'le':
      return { atMost: times };
    case 'lt':
      return times > 0 ? { atMost: times - 1 } : null;
    case 'eq':
      return { exactly: times };
    default:
      return null;
  }
}

/** What a filter says of which event: the parts of a key, in one text or by themselves. */
interface Key {
  application: string | null;
  event: string | null;
  asset: string | null;
}

/** Reads `activityKey eq 'application#event#asset'`, `applicationId eq`, `eventId eq`; false for any other part. */
function readKey(part: ODataExpression, key: Key): boolean {
  const compared = comparedText(part);
  if (compared === null) return false;
  const { name, text } = compared;
  if (name === 'eventId' && key.event === null) key.event = text;
  else if (name === 'applicationId' && key.application === null) key.application = text;
  else if (name === 'activityKey' && key.event === null) {
    const [first = '', event, ...asset] = text.split('#');
    key.event = event ?? first;
    if (event !== undefined) key.application ??= first;
    if (asset.length > 0 && asset[0] !== '') key.asset = asset.join('#');
  } else return false;
  return true;
}

function comparedText(part: ODataExpression): { readonly name: string; readonly text: string } | null {
  if (part.kind !== 'binary' || part.operator !== 'eq') return null;
  const name = nameOf(part.left);
  const { right } = part;
  return name !== null && right.kind === 'literal' && right.literal === 'text' ? { name, text: right.text } : null;
}

/** Whether a part is about the time of the event; then it went into the window. */
function readTime(part: ODataExpression, windows: WindowReader): boolean {
  if (part.kind === 'binary') {
    if (!timeNames.has(nameOf(part.left) ?? '')) return false;
    windows.compare(part.operator, part.right);
    return true;
  }
  const step = part.kind === 'path' && part.steps.length === 1 ? part.steps[0] : undefined;
  if (step?.kind !== 'call' || step.name.toLowerCase() !== 'between') return false;
  const [of, low, high] = step.arguments.map(({ value }) => value);
  if (of === undefined || !timeNames.has(nameOf(of) ?? '')) return false;
  const from = low?.kind === 'literal' ? dateOf(low) : null;
  const to = high?.kind === 'literal' ? dateOf(high) : null;
  // Only whole days are a window with both ends in it.
  if (from?.length !== 10 || to?.length !== 10) return false;
  windows.range(from, to, part.at);
  return true;
}

function nameOf(expression: ODataExpression): string | null {
  if (expression.kind !== 'path' || expression.steps.length !== 1) return null;
  const [step] = expression.steps;
  return step?.kind === 'name' ? step.name : null;
}
