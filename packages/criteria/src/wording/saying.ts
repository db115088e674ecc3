import type { SegmentSubject } from '../criteria.js';
import type { Language } from '../properties/descriptor.js';
import type { Phrasebook } from './phrasebook.js';
import { phrasebooks } from './phrasebooks.js';

/** What a site calls its own traits and events, in the language of the sentence. */
export interface Labels {
  /** Of a trait by its whole name, `user.plan`; of a property of an event, `properties.total`, by the event too. */
  readonly property: (property: string, event?: string) => string | undefined;
  readonly event: (event: string) => string | undefined;
}

export interface SentenceOptions {
  /** English unless it says otherwise. */
  readonly language?: Language;
  /** The name to show for a segment; its id where there is none. */
  readonly segmentName?: (segment: string) => string | undefined;
  /** What a value goes by: a group for its id, a country for its code; the value itself where there is no name. */
  readonly valueName?: (property: string, value: string) => string | undefined;
  /** Where absent, what a site sends goes by its own names. */
  readonly labels?: Labels;
  /** Of segments of accounts: `account`. */
  readonly subject?: SegmentSubject;
  /** What the members of a segment are; people where it is not known. */
  readonly segmentSubject?: (segment: string) => SegmentSubject | undefined;
}

/** What a sentence is said with: the options, with what they leave out. */
export interface Saying extends SentenceOptions {
  readonly phrases: Phrasebook;
  readonly language: Language;
  readonly subject: SegmentSubject;
}

export function sayingOf(options: SentenceOptions): Saying {
  const { language = 'en', subject = 'person' } = options;
  return { ...options, language, subject, phrases: phrasebooks[language] };
}
