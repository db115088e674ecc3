import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { notationWords } from '@kindred/criteria/notation';

/** What can be named in the text; asked for while one writes. */
export interface Vocabulary {
  /** Full ids of properties, with what they are called. */
  readonly properties: readonly Completion[];
  readonly events: readonly Completion[];
  readonly segments: readonly Completion[];
  /** Properties of an event, by their full ids. */
  propertiesOf(event: string): readonly string[];
  /** Values of a property that came in, the most frequent first; `event` where it is one of an event. */
  values(property: string, event: string | null, search: string): Promise<readonly Completion[]>;
}

/** The name of the call, and which of its texts, the end of `before` is in. */
const inText = /([A-Za-z_]\w*)\(\s*(?:'((?:[^'\\]|\\.)*)'\s*,\s*)?\[?(?:[^()]*,\s*)?'((?:[^'\\]|\\.)*)$/;
const subject =
  /\b(trait|where|context|request|group)\(\s*'((?:[^'\\]|\\.)*)'(?:\s*,\s*'((?:[^'\\]|\\.)*)')?\s*\)\s*(?:\.(?:every|none)\(\s*\)\s*)?\.\w+\([^()]*$/;
const lastEvent = /\bdid\(\s*'((?:[^'\\]|\\.)*)'(?![\s\S]*\bdid\()/;

/** Offers words of the notation, names of properties, events and segments, and values, where each can stand. */
export function completeNotation(vocabulary: Vocabulary) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.state.sliceDoc(0, context.pos);
    const method = context.matchBefore(/\.\w*/);
    if (method !== null && !isOpenText(before)) {
      return { from: method.from + 1, options: notationWords.methods.map(word('method')), validFor: /^\w*$/ };
    }
    if (!isOpenText(before)) {
      const name = context.matchBefore(/\w+/);
      if (name === null && !context.explicit) return null;
      return {
        from: name?.from ?? context.pos,
        options: notationWords.functions.map(word('function')),
        validFor: /^\w*$/,
      };
    }
    const typed = /'((?:[^'\\]|\\.)*)$/.exec(before)?.[1] ?? '';
    const options = await texts(before, typed, vocabulary);
    if (options === null) return null;
    const escaped = options.map((each) => ({ ...each, apply: each.label.replace(/[\\']/g, '\\$&') }));
    return { from: context.pos - typed.length, options: escaped, validFor: /^[^']*$/ };
  };
}

async function texts(before: string, typed: string, vocabulary: Vocabulary): Promise<readonly Completion[] | null> {
  const event = lastEvent.exec(before)?.[1] ?? null;
  const compared = subject.exec(before);
  if (compared !== null) {
    const [, call = '', first = '', second] = compared;
    const property = propertyOf(call, first, second);
    if (property === null) return null;
    return vocabulary.values(property, call === 'where' || call === 'context' ? event : null, typed);
  }
  const [, call = '', first] = inText.exec(before) ?? [];
  const of = (scope: string) =>
    vocabulary.properties
      .filter(({ label }) => label.startsWith(`${scope}.`))
      .map((each) => ({ ...each, label: each.label.slice(scope.length + 1) }));
  switch (call) {
    case 'did':
      return first === undefined ? vocabulary.events : null;
    case 'segment':
      return vocabulary.segments;
    case 'trait':
      return of('user');
    case 'request':
      return of('request');
    case 'group':
      return first === undefined
        ? ['account', 'organization', 'userGroup', 'team', 'role'].map(word('enum'))
        : of(first);
    case 'profile':
      return ['userId', 'known'].map(word('enum'));
    case 'where':
      return eventProperties(event, 'properties.', vocabulary);
    case 'context':
      return eventProperties(event, 'context.', vocabulary);
    case 'withDistinct':
    case 'withSame':
    case 'sumOf':
    case 'averageOf':
    case 'minimumOf':
    case 'maximumOf':
    case 'firstOf':
    case 'lastOf':
    case 'mostFrequentOf':
      return eventProperties(event, 'properties.', vocabulary);
    case 'inLast':
    case 'inNext':
    case 'moreThanAgo':
    case 'moreThanAhead':
    case 'allWithin':
      return ['1 hour', '1 day', '7 days', '30 days', '90 days', '1 year'].map(word('constant'));
    case 'inThis':
    case 'inPrevious':
      return ['day', 'week', 'month', 'quarter', 'year'].map(word('constant'));
    default:
      return null;
  }
}

/** What the events of a name are known to have, by the paths behind a scope. */
function eventProperties(event: string | null, scope: string, vocabulary: Vocabulary): readonly Completion[] {
  const known = event === null ? [] : vocabulary.propertiesOf(event);
  return known.filter((id) => id.startsWith(scope)).map((id) => word('property')(id.slice(scope.length)));
}

function propertyOf(call: string, first: string, second: string | undefined): string | null {
  if (call === 'trait') return `user.${first}`;
  if (call === 'where') return `properties.${first}`;
  if (call === 'context') return `context.${first}`;
  return call === 'group' && second !== undefined ? `${first}.${second}` : null;
}

/** Whether the end of the text is inside a text in single quotes. */
function isOpenText(before: string): boolean {
  return (before.replace(/\\./g, '').match(/'/g)?.length ?? 0) % 2 === 1;
}

function word(type: string): (label: string) => Completion {
  return (label) => ({ label, type });
}
