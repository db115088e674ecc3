import type { Random } from '@kindred/criteria/generate';

const pieces: readonly string[] = [
  ...[
    "'",
    "''",
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    ',',
    '/',
    ':',
    '=',
    ' ',
    '%27',
    '%',
    '$count',
    '/any(c:c',
    '/all(a:',
  ],
  ...[
    ' and ',
    ' or ',
    'not ',
    ' eq ',
    ' ne ',
    ' in (',
    ' add ',
    ' sub ',
    ' has ',
    '-',
    "contains(a,'b')",
    'cast(',
    'now()',
  ],
  ...[
    "duration'P1D'",
    "x.Y'z'",
    'null',
    'true',
    'NaN',
    'INF',
    '1e308',
    '1e400',
    '-0',
    '2.5e3',
    '2020-01-01',
    'T10:00Z',
  ],
  ...[
    '99999999999999999999',
    '1900-01-01',
    '2299-12-31',
    '0000-00-00',
    'PT',
    'P99999999999D',
    '__proto__',
    'constructor',
  ],
  ...[
    '\u0000',
    '\n',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u{1f44d}',
    'ß',
    'İ',
    '\u0301',
    'user/',
    'properties/',
    'request/',
  ],
  ...["activities.filterByCount(filter='", "',operator='ge',value=1)", "sessions.filter(filter='", 'eventId eq '],
];

/** A text with some places changed, as somebody who errs or means ill would. */
export function mutateText(random: Random, text: string, other: string): string {
  let found = text;
  for (let times = 1 + random.below(4); times > 0; times--) found = once(random, found, other);
  return found;
}

function once(random: Random, text: string, other: string): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + random.below(1 + random.below(20)));
  const put = (piece: string): string => text.slice(0, from) + piece + text.slice(to);
  switch (random.below(12)) {
    case 0:
    case 1:
      return put('');
    case 2:
    case 3:
      return put(random.pick(pieces));
    case 4:
      return put(text.slice(from, to).repeat(2));
    case 5:
      return put(other.slice(random.below(other.length + 1)));
    case 6:
      return put(String.fromCharCode(random.below(random.chance(50) ? 128 : 0x10000)));
    case 7:
      return put(random.pick(pieces).repeat(1 + random.below(300)));
    case 8:
      return nested(random, text);
    case 9:
      return `${text}${random.pick([' and ', ' or ', ' ', ','])}${other}`;
    case 10:
      return random.chance(90) ? text.slice(from) : text.repeat(1 + random.below(100));
    default:
      return random.chance(50) ? quotedInside(text) : encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
  }
}

/** The text inside itself so many times; now and then far beyond what is allowed. */
function nested(random: Random, text: string): string {
  const depth = random.chance(10) ? 5_000 : 1 + random.below(120);
  const [before, after] = random.pick([
    ['(', ')'],
    ['not (', ')'],
    ['a in (', ')'],
    ['contains(', ')'],
    ['a/any(b:', ')'],
    ['[', ']'],
    ['{"a":', '}'],
    ['-', ''],
    ['1 add ', ''],
  ] as const);
  return before.repeat(depth) + text + after.repeat(depth);
}

function quotedInside(text: string): string {
  return `activities.filterByCount(filter='(eventId eq ''a'' and ${text.replaceAll("'", "''")})',operator='ge',value=1)`;
}
