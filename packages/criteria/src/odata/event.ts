import type { Criteria, EventCount, EventNode } from '../criteria.js';
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

/** `sessions.filter(filter='…')`: there was a session that is so. */
export function translateSession(outer: Outer, at: number, filter: ODataExpression | undefined): Criteria | null {
  const node = translateEvent(outer, at, filter, { count: { atLeast: 1 }, event: 'Page Viewed' });
  if (node !== null)
    outer.notes.differs(at, 'Read as: viewed a page in such a session; a session without pages does not count');
  return node;
}

function translateEvent(
  outer: Outer,
  at: number,
  filter: ODataExpression | undefined,
  { count, event }: { count: EventCount; event: string | null },
): EventNode | null {
  if (filter?.kind !== 'literal') return outer.notes.leftOut(at, 'A filter in quotes was expected');
  const notes = outer.notes.inside(filter.at, filter.text);
  const parsed = parseOData(filter.text);
  if (!parsed.ok) return notes.leftOut(parsed.fault.position, parsed.fault.message);
  const inner = outer.inside('event', notes);
  const windows = new WindowReader(notes);
  const where: Criteria[] = [];
  let name = event;
  const before = notes.list.length;
  for (const part of partsOf(parsed.expression)) {
    const key = comparedText(part);
    if (key?.name === 'eventId' && name === null) name = key.text;
    else if (key?.name === 'activityKey' && name === null) name = readKey(key.text, where);
    else if (!readTime(part, windows)) {
      const condition = inner.condition(part);
      if (condition !== null) where.push(condition);
    }
  }
  if (name === null) return outer.notes.leftOut(at, 'It does not say which event');
  // An event with a condition less would be another question, and under “not” let others in.
  if (notes.list.slice(before).some((note) => note.kind === 'leftOut')) return null;
  const window = windows.window();
  const [only] = where;
  return {
    type: 'event',
    event: name,
    ...(only === undefined ? {} : { where: where.length === 1 ? only : { type: 'all', of: where } }),
    count,
    ...(window === null ? {} : { window }),
  };
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

/** `application#event#asset`; the conditions on the two outer parts go into `where`. */
function readKey(key: string, where: Criteria[]): string {
  const [application = '', event, ...asset] = key.split('#');
  const page = application === 'Page' && event === 'pageViewed';
  if (!page && event !== undefined) {
    where.push({ type: 'property', property: 'properties.applicationId', operator: 'equals', value: application });
  }
  const value = asset.join('#');
  if (value !== '') where.push({ type: 'property', property: 'properties.assetId', operator: 'equals', value });
  return page ? 'Page Viewed' : (event ?? application);
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
