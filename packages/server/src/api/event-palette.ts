import { fold } from '@kindred/criteria';
import type { Language } from '@kindred/criteria/properties';
import type { z } from 'zod';
import { type EventDescription, type SiteSchema, textIn } from '../segments/site-schema.js';
import { describedBySite } from './palette.js';
import type { eventNames } from './schemas/vocabulary.js';

type NamedEvent = z.output<typeof eventNames>['items'][number];

/** An event that came in. */
interface SeenEvent {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly string[];
}

/** Events that came in, then those of which the site has only said that they will, each as the site describes it. */
export function eventsOf(
  seen: readonly SeenEvent[],
  { events }: SiteSchema,
  language: Language,
  search: string,
): NamedEvent[] {
  const wanted = fold(search);
  const names = new Set(seen.map(({ name }) => name));
  const matches = (name: string, said: EventDescription) =>
    fold(name).includes(wanted) || fold(textIn(language, said.label) ?? '').includes(wanted);
  const awaited = [...events].filter(([name, said]) => !names.has(name) && matches(name, said));
  return [
    ...seen.map((event) => presentEvent(event, events.get(event.name), language)),
    ...awaited.map(([name, said]) => presentEvent({ name, count: 0, properties: [] }, said, language)),
  ];
}

function presentEvent(
  { name, count, properties }: SeenEvent,
  said: EventDescription | undefined,
  language: Language,
): NamedEvent {
  const described = Object.entries(said?.properties ?? {});
  return {
    name,
    label: textIn(language, said?.label) ?? name,
    description: textIn(language, said?.description) ?? null,
    count,
    properties: [...new Set([...properties, ...described.map(([path]) => path)])],
    described: described.map(([path, each]) => describedBySite(`properties.${path}`, each, language)),
  };
}
