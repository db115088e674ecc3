import type { EventName } from '../api/types.js';
import { type GroupDraft, type NodeDraft, newEvent, newGroup, newProperty } from './draft.js';
import { once } from './measure.js';
import { newSequence, newStep } from './sequence-draft.js';

/** What a site has that a template can be made of. */
export interface TemplateWords {
  /** The most frequent first. */
  readonly events: readonly EventName[];
  /** Ids of properties of the visitor that came in. */
  readonly properties: readonly string[];
}

export const templateIds = ['lapsed', 'prospects', 'abandoners', 'power'] as const;
export type TemplateId = (typeof templateIds)[number];

/**
 * A usual segment as a draft, of the events and properties that this site has. What it has none for stays open, marked
 * as unfinished: a template names nothing that nobody has sent.
 */
export function templateOf(id: TemplateId, words: TemplateWords): GroupDraft {
  switch (id) {
    case 'lapsed': {
      const bought = eventLike(words, purchases);
      const lately = { kind: 'rolling', amount: 30, unit: 'days' } as const;
      return newGroup([newEvent(bought), { ...newEvent(bought), negated: true, window: lately }]);
    }
    case 'prospects': {
      const held = words.properties.find((property) => /product|account|subscription/i.test(property)) ?? '';
      const page = eventLike(words, [/^page viewed$/i, /viewed/i]);
      const path = newProperty('properties.path', 'contains', 'checking');
      const looked: NodeDraft = {
        ...newEvent(page),
        where: newGroup([path]),
        measure: { ...once, times: 2 },
        window: { kind: 'rolling', amount: 30, unit: 'days' },
      };
      return newGroup([{ ...newProperty(held, 'contains', 'checking'), negated: true }, looked]);
    }
    case 'abandoners': {
      const steps = [newStep(eventLike(words, beginnings)), { ...newStep(eventLike(words, endings)), absent: true }];
      return newGroup([{ ...newSequence(), steps, within: { amount: 1, unit: 'days' } }]);
    }
    case 'power': {
      const often = { ...once, times: 10, of: 'days' } as const;
      const window = { kind: 'rolling', amount: 30, unit: 'days' } as const;
      return newGroup([{ ...newEvent(words.events[0]?.name ?? ''), measure: often, window }]);
    }
  }
}

const purchases = [
  /^order completed$/i,
  /(order|checkout|purchase|payment).*(completed|placed|made|submitted)/i,
  /purchase|bought|payment|deposit|transfer/i,
];
const beginnings = [/(product|item).*added|added to (cart|basket)/i, /(checkout|application|order).*(started|begun)/i];
const endings = [
  /^order completed$/i,
  /^(order|checkout|purchase|application) (completed|placed|submitted)$/i,
  /(order|checkout|purchase|application).*(completed|placed|submitted)/i,
];

/** The most frequent event that the first of the patterns fits which fits any; none where none does. */
function eventLike({ events }: TemplateWords, patterns: readonly RegExp[]): string {
  for (const pattern of patterns) {
    const found = events.find(({ name }) => pattern.test(name));
    if (found !== undefined) return found.name;
  }
  return '';
}
