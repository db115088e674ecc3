import { createTranslator } from 'use-intl/core';
import type { Catalogue } from './catalogue.js';
import { directionOf, localeOf, pseudo, type Spoken } from './languages.js';
import type { English } from './messages/en.js';

const loaders: Readonly<Record<Spoken, () => Promise<{ readonly messages: Catalogue<English> }>>> = {
  en: () => import('./messages/en.js'),
  es: () => import('./messages/es.js'),
  de: () => import('./messages/de.js'),
  [pseudo]: () => import('./pseudo.js'),
};

export type Namespace = keyof English;

/** Says the messages of one folder: `t('key', { argument })`, or `t.rich` where a message holds tags. */
export type Translate<N extends Namespace> = ReturnType<typeof createTranslator<English, N>>;

interface Present {
  readonly spoken: Spoken;
  readonly locale: string;
  readonly messages: English;
  readonly translators: Map<Namespace, unknown>;
}

let present: Present | null = null;

/** Every catalogue has the keys of the English one (the compiler holds it) and its arguments (a test holds that). */
function answersAsEnglish(_: Catalogue<English>): _ is English {
  return true;
}

/** Loads a language and speaks it from now on; whatever was drawn before has to be drawn anew. */
export async function speak(spoken: Spoken, preferred: readonly string[] = navigator.languages): Promise<void> {
  const { messages } = await loaders[spoken]();
  if (!answersAsEnglish(messages)) return;
  present = { spoken, locale: localeOf(spoken, preferred), messages, translators: new Map() };
  if (typeof document === 'undefined') return;
  document.documentElement.lang = spoken === pseudo ? 'en' : spoken;
  document.documentElement.dir = directionOf(spoken);
}

function spoken(): Present {
  if (present === null) throw new TypeError('No language is spoken yet: wait for speak() before anything is drawn');
  return present;
}

/** The locale in which numbers and dates are written at present. */
export function presentLocale(): string {
  return spoken().locale;
}

/** The language that is spoken at present. */
export function presentLanguage(): Spoken {
  return spoken().spoken;
}

/**
 * The messages of a folder of the studio in the present language. To be asked for while drawing, in components and in
 * the functions they call, and never kept in a constant of a module: the language may change, and the tree is drawn anew.
 */
export function translator<N extends Namespace>(namespace: N): Translate<N> {
  const { locale, messages, translators } = spoken();
  const known = translators.get(namespace);
  if (isTranslator<N>(known)) return known;
  const made = createTranslator<English, N>({ locale, messages, namespace });
  translators.set(namespace, made);
  return made;
}

function isTranslator<N extends Namespace>(value: unknown): value is Translate<N> {
  return typeof value === 'function';
}
