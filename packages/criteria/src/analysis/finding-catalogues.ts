import type { Language } from '../properties/descriptor.js';
import type { FindingPhrases } from './finding-phrases.js';
import { englishFindings } from './findings-in-english.js';
import { germanFindings } from './findings-in-german.js';
import { spanishFindings } from './findings-in-spanish.js';

/** One of each language of the studio. */
export const findingPhrases: Readonly<Record<Language, FindingPhrases>> = {
  en: englishFindings,
  es: spanishFindings,
  de: germanFindings,
};
