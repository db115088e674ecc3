import { isLanguage, pseudo, type Spoken } from './languages.js';

const remembered = 'kindred.language';

/** The language chosen in the menu, else the first of the browser's that the studio speaks, else English. */
export function chosenLanguage(preferred: readonly string[] = navigator.languages): Spoken {
  const chosen = rememberedLanguage();
  if (chosen === pseudo || isLanguage(chosen)) return chosen;
  return preferred.map((locale) => locale.split('-', 1)[0]).find(isLanguage) ?? 'en';
}

function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(remembered);
  } catch {
    // A browser that keeps nothing for us asks for the studio in its own language each time.
    return null;
  }
}

export function rememberLanguage(language: Spoken): void {
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // As above: the choice holds until the window is closed.
  }
}
