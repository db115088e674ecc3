import { isLanguage, type Language } from '../language/languages.js';
import { presentLanguage } from '../language/translator.js';

/** The language in which names and descriptions are written now: that of the studio. */
export function writtenLanguage(): Language {
  const spoken = presentLanguage();
  return isLanguage(spoken) ? spoken : 'en';
}
