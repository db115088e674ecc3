import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { messages as de } from './messages/de.js';
import { messages as en } from './messages/en.js';
import { messages as es } from './messages/es.js';
import { stretch } from './pseudo.js';
import { firstNamespaces } from './translator.js';

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/messages/*', '!../**/*.test.*'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** Every message of a tree of messages by its path, "segments.table.name". */
function flat(tree: object, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): (readonly [string, string])[] =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

interface Element {
  readonly value?: unknown;
  readonly type: number;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
  readonly children?: readonly Element[];
}

/** What a message asks for: its arguments and tags. The parser's types of elements: 0 is text, 7 is the # of a plural. */
function asks(elements: readonly Element[]): ReadonlySet<string> {
  return new Set(
    elements.flatMap((element) => [
      ...(element.type === 0 || element.type === 7 ? [] : [String(element.value)]),
      ...Object.values(element.options ?? {}).flatMap((option) => [...asks(option.value)]),
      ...asks(element.children ?? []),
    ]),
  );
}

const argumentsOf = (text: string, locale: string) => [...asks(new IntlMessageFormat(text, locale).getAst())].sort();

/** All messages of a language, as its folders have them. */
async function loaded(catalogues: Readonly<Record<string, () => Promise<object>>>): Promise<object> {
  const folders = Object.entries(catalogues).map(async ([folder, load]) => [folder, await load()] as const);
  return Object.fromEntries(await Promise.all(folders));
}

const allEnglish = await loaded(en);
const english = flat(allEnglish);

describe.each([
  ['es', flat(await loaded(es))],
  ['de', flat(await loaded(de))],
  ['en', flat(stretch(allEnglish))],
])('messages in %s', (locale, texts) => {
  test('ask for the arguments and tags of the English ones, in a form that can be read', () => {
    for (const [key, text] of english) {
      expect([key, argumentsOf(texts.get(key) ?? '', locale)]).toEqual([key, argumentsOf(text, 'en')]);
    }
  });
});

test('every message is said somewhere', () => {
  const files = Object.values(sources);
  expect(files.length).toBeGreaterThan(100);
  const unsaid = [...english.keys()].filter((path) => {
    const namespace = path.slice(0, path.indexOf('.'));
    const key = path.slice(namespace.length + 1);
    const speakers = files.filter(
      (text) => text.includes(`translator('${namespace}')`) || text.includes(`Translate<'${namespace}'>`),
    );
    return !speakers.some((text) => text.includes(`'${key}'`) || saidInParts(key, text));
  });
  expect(unsaid).toEqual([]);
});

/** Whether a template such as `state.${state}` can make the key. */
function saidInParts(key: string, text: string): boolean {
  return [...text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].some(([, template = '']) => {
    const fixed = template.split(/\$\{[^}]*\}/);
    if (fixed.join('').length < 3) return false;
    const pattern = fixed.map((part) => part.replace(/[.*+?^()|[\]\\{}$]/g, '\\$&')).join('[\\w-]+');
    return new RegExp(`^${pattern}$`).test(key);
  });
}

/** The file that an import of ours names. */
function fileOf(from: string, path: string): string | undefined {
  const folder = from.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..' && folder.at(-1) !== '..' && folder.length > 0) folder.pop();
    else if (step !== '.') folder.push(step);
  }
  const name = folder.join('/').replace(/\.js$/, '');
  return [`${name}.ts`, `${name}.tsx`].find((each) => each in sources);
}

const withMessages = /withMessages\(\s*\[([^\]]*)\],[\s\S]*?import\('(\.[^']+)'\)/g;
const imported = /(?:^import (?!type )[^;]*?from|\bimport\() ?'(\.[^']+)'/gm;
const said = /translator\('([a-z]+)'\)/g;

test('no page says what has not come with it', () => {
  const faults: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string, known: readonly string[]): void => {
    const key = `${file} ${[...known].sort().join(' ')}`;
    const text = sources[file];
    if (text === undefined || seen.has(key)) return;
    seen.add(key);
    for (const [, namespace = ''] of text.matchAll(said)) {
      if (!known.includes(namespace)) faults.push(`${file} says ${namespace}, but has only ${known.join(', ')}`);
    }
    for (const [, names = '', path = ''] of text.matchAll(withMessages)) {
      const more = [...names.matchAll(/'([a-z]+)'/g)].map(([, name = '']) => name);
      const part = fileOf(file, path);
      expect([file, path, part]).toEqual([file, path, expect.any(String)]);
      visit(part ?? '', [...new Set([...known, ...more])]);
    }
    for (const [, path = ''] of text.replaceAll(withMessages, '').matchAll(imported)) {
      visit(fileOf(file, path) ?? '', known);
    }
  };
  visit('../main.tsx', firstNamespaces);
  expect(faults).toEqual([]);
  expect(seen.size).toBeGreaterThan(100);
});
