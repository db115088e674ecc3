import type { VisitorEvent } from '../api/types.js';
import { translator } from '../language/translator.js';
import { authorOf } from '../shell/author.js';
import { formatValue } from '../shell/format.js';

const titled = ['identify', 'group', 'alias'] as const;

function titleOf(type: string): string {
  const known = titled.find((each) => each === type);
  return known === undefined ? type : translator('people')(`events.${known}`);
}

/** An event in a line: what was done, and the detail that tells it from others of its name. */
export function describeEvent(event: Pick<VisitorEvent, 'type' | 'name' | 'properties' | 'context'>): {
  readonly title: string;
  readonly detail: string | null;
} {
  const title = event.name === '' ? titleOf(event.type) : event.name;
  const page = text(event.properties, 'path') ?? text(event.context, 'page.path');
  if (event.type === 'page' || event.type === 'screen') {
    return { title, detail: text(event.properties, 'title') ?? text(event.properties, 'name') ?? page };
  }
  const changed = changeByHand(event.context);
  if (event.type === 'identify' && changed !== null) return { title, detail: changed };
  const entries = Object.entries(event.properties).slice(0, 3);
  if (entries.length === 0) return { title, detail: page };
  return { title, detail: entries.map(([name, value]) => `${name}: ${formatValue(value)}`).join(' · ') };
}

/** "plan, city changed by ana@example.com"; null where it was not by hand. */
function changeByHand(context: Readonly<Record<string, unknown>>): string | null {
  const by = text(context, 'changedBy');
  if (by === null) return null;
  const { changedTraits } = context;
  const traits = Array.isArray(changedTraits) ? changedTraits.join(', ') : '';
  return `${traits} ${translator('people')('events.changedBy', { name: authorOf(by) })}`.trim();
}

/** A text at a dotted path, in a flat bag or in nested objects. */
function text(bag: Readonly<Record<string, unknown>>, path: string): string | null {
  const flat = bag[path];
  if (typeof flat === 'string') return flat;
  let value: unknown = bag;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = Reflect.get(value, step);
  }
  return typeof value === 'string' ? value : null;
}
