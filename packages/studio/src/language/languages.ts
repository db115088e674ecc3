/** The languages of the studio; each has a file of messages in every folder that shows words. */
export const languages = ['en', 'es', 'de'] as const;

export type Language = (typeof languages)[number];

/** Each language by its own name, as menus show it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', de: 'Deutsch' };

/**
 * English between brackets, a third longer and from right to left: what stands without brackets is in no catalogue, and
 * what breaks here breaks in Arabic. Not offered in menus; `localStorage['kindred.language'] = 'ar-XB'` chooses it.
 */
export const pseudo = 'ar-XB';

export type Spoken = Language | typeof pseudo;

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

export function directionOf(spoken: Spoken): 'ltr' | 'rtl' {
  return spoken === pseudo ? 'rtl' : 'ltr';
}

/**
 * The locale for numbers and dates: the first of the reader's own that is of this language, so that a German from Austria
 * gets Austrian dates, else the language as such. English without a region writes the day before the month.
 * @param preferred the reader's locales, best first
 */
export function localeOf(spoken: Spoken, preferred: readonly string[]): string {
  const language = spoken === pseudo ? 'en' : spoken;
  const own = preferred.find(
    (locale) => locale.split('-', 1)[0] === language && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0,
  );
  return own === undefined || own === 'en' ? (language === 'en' ? 'en-GB' : language) : own;
}
