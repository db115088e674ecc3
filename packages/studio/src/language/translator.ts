import { createTranslator } from 'use-intl/core';
import { directionOf, type Language, localeOf, pseudo, type Spoken } from './languages.js';
import { messages as de } from './messages/de.js';
import { type English, messages as en } from './messages/en.js';
import { messages as es } from './messages/es.js';

/** A folder of the studio that shows words. */
export type Namespace = keyof English;

type Messages = Partial<Record<Namespace, object>>;

const catalogues: Readonly<Record<Language, Readonly<Record<Namespace, () => Promise<object>>>>> = { en, es, de };

/** Says the messages of one folder: `t('key', { argument })`, or `t.rich` where a message holds tags. */
export type Translate<N extends Namespace> = ReturnType<typeof createTranslator<English, N>>;

interface Present {
  readonly spoken: Spoken;
  readonly locale: string;
  readonly messages: Messages;
  readonly translators: Map<Namespace, unknown>;
}

let present: Present | null = null;

/** What is said around every page and on the first one; the messages of other pages come with them. */
export const firstNamespaces: readonly Namespace[] = ['api', 'shell', 'segments'];

const isNamespace = (name: string): name is Namespace => name in en;
const everyNamespace: readonly Namespace[] = Object.keys(en).filter(isNamespace);

/**
 * Every catalogue has the keys of the English one (the compiler holds it) and its arguments (a test holds that). Of the
 * messages only those of the folder are read.
 */
function answersAsEnglish(messages: Messages, namespace: Namespace): messages is English {
  return namespace in messages;
}

async function load(spoken: Spoken, namespaces: readonly Namespace[]): Promise<Messages> {
  const read = async (namespace: Namespace): Promise<object> => {
    if (spoken !== pseudo) return catalogues[spoken][namespace]();
    const { stretch } = await import('./pseudo.js');
    return stretch(await en[namespace]());
  };
  const loaded = await Promise.all(namespaces.map(async (each) => [each, await read(each)] as const));
  return Object.fromEntries(loaded);
}

/**
 * Loads a language and speaks it from now on; whatever was drawn before has to be drawn anew.
 * @param preferred the reader's locales, best first
 * @param namespaces what is said at first; `learn` adds to it
 */
export async function speak(
  spoken: Spoken,
  preferred: readonly string[] = navigator.languages,
  namespaces: readonly Namespace[] = everyNamespace,
): Promise<void> {
  const messages = await load(spoken, namespaces);
  present = { spoken, locale: localeOf(spoken, preferred), messages, translators: new Map() };
  if (typeof document === 'undefined') return;
  document.documentElement.lang = spoken === pseudo ? 'en' : spoken;
  document.documentElement.dir = directionOf(spoken);
}

/** Loads the messages of more folders in the language that is spoken. */
async function learn(namespaces: readonly Namespace[]): Promise<void> {
  for (;;) {
    const { spoken: before, messages } = spoken();
    const missing = namespaces.filter((each) => !(each in messages));
    if (missing.length === 0) return;
    const loaded = await load(before, missing);
    // The language may have changed meanwhile.
    if (spoken().spoken === before) Object.assign(spoken().messages, loaded);
  }
}

/** A page, or a part of one, that comes together with the messages which it says. */
export function withMessages<T>(namespaces: readonly Namespace[], part: () => Promise<T>): () => Promise<T> {
  return async () => {
    const [loaded] = await Promise.all([part(), learn(namespaces)]);
    return loaded;
  };
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
  if (!answersAsEnglish(messages, namespace)) {
    throw new TypeError(
      `The messages of ${namespace} are not loaded: name them in withMessages() where the page is loaded`,
    );
  }
  const made = createTranslator<English, N>({ locale, messages, namespace });
  translators.set(namespace, made);
  return made;
}

function isTranslator<N extends Namespace>(value: unknown): value is Translate<N> {
  return typeof value === 'function';
}
