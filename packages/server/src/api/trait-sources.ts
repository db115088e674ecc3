import type { IdentifyCall } from '@kindred/warehouse';
import type { z } from 'zod';
import type { ProfileView } from '../engine/contract.js';
import type { ApiContext } from './context.js';
import { text } from './names.js';
import { toInstant } from './schemas/base.js';
import type { traitSources } from './schemas/profiles.js';

type TraitSource = z.output<typeof traitSources>['items'][number];
type Source = NonNullable<TraitSource['source']>;

/** What the message ids of changes by hand begin with. */
export const byHand = 'by-hand-';

/**
 * Where the traits of a person came from. A trait is kept with its time alone; what was told at that time is among the
 * events, which stay for good, and an import of people, which leaves no events, is known by when it ran.
 */
export async function traitSourcesOf(
  { definitions, warehouse }: Pick<ApiContext, 'definitions' | 'warehouse'>,
  site: number,
  { id, traits, traitTimes }: ProfileView,
): Promise<TraitSource[]> {
  const timed = Object.keys(traits).flatMap((trait) => {
    const time = traitTimes[trait];
    return time === undefined ? [] : [{ trait, time }];
  });
  if (timed.length === 0) return [];
  const times = [...new Set(timed.map(({ time }) => time))];
  const [calls, imports] = await Promise.all([
    warehouse.analytics.identifies(site, id, times),
    definitions.imports.ofPeopleBetween(site, Math.min(...times), Math.max(...times)),
  ]);
  const sources = new Map<number, Source | null>();
  for (const time of times) {
    const told = calls.filter((call) => call.time === time).map(sourceOf);
    const brought = imports
      .filter(({ startedAt, finishedAt }) => startedAt <= time && time <= (finishedAt ?? Number.POSITIVE_INFINITY))
      .map(({ name }): Source => ({ kind: 'import', name }));
    sources.set(time, onlyOne(told.length > 0 ? told : brought));
  }
  return timed.map(({ trait, time }) => ({ trait, at: toInstant(time), source: sources.get(time) ?? null }));
}

function sourceOf({ messageId, context }: IdentifyCall): Source {
  const changedBy = text(context.changedBy);
  if (changedBy !== null && messageId.startsWith(byHand)) return { kind: 'user', name: changedBy };
  const library = text(context['library.name']);
  if (library === null) return { kind: 'call', name: null };
  return { kind: 'library', name: [library, text(context['library.version'])].filter(Boolean).join(' ') };
}

/** Null where there is none, or they differ. */
function onlyOne(sources: readonly Source[]): Source | null {
  const [first = null, ...others] = sources;
  return others.every(({ kind, name }) => kind === first?.kind && name === first.name) ? first : null;
}
