/** Recognises a form at a place: where it ends, or -1. The furthest place that was refused is noted on the way. */
type Form = (text: string, at: number, furthest: { at: number }) => number;

const fails = (at: number, furthest: { at: number }): number => {
  if (at > furthest.at) furthest.at = at;
  return -1;
};

const one =
  (characters: RegExp): Form =>
  (text, at, furthest) =>
    at < text.length && characters.test(text[at] ?? '') ? at + 1 : fails(at, furthest);

const word =
  (letters: string, anyCase = false): Form =>
  (text, at, furthest) => {
    const found = text.slice(at, at + letters.length);
    return found === letters || (anyCase && found.toLowerCase() === letters)
      ? at + letters.length
      : fails(at, furthest);
  };

const sequence =
  (...forms: readonly Form[]): Form =>
  (text, at, furthest) => {
    let end = at;
    for (const form of forms) {
      end = form(text, end, furthest);
      if (end < 0) return -1;
    }
    return end;
  };

/** The form that reaches furthest. */
const longest =
  (...forms: readonly Form[]): Form =>
  (text, at, furthest) =>
    Math.max(...forms.map((form) => form(text, at, furthest)));

const times =
  (form: Form, least: number, most = Number.POSITIVE_INFINITY): Form =>
  (text, at, furthest) => {
    let end = at;
    for (let count = 0; count < most; count++) {
      const next = form(text, end, furthest);
      if (next < 0) return count < least ? -1 : end;
      end = next;
    }
    return end;
  };

const maybe = (form: Form): Form => times(form, 0, 1);
const digit = one(/\d/);
const digits = (least: number, most?: number): Form => times(digit, least, most);
const sign = maybe(one(/[+-]/));
const quoted = (form: Form): Form => sequence(word("'"), form, word("'"));

const year = sequence(maybe(word('-')), longest(sequence(word('0'), digits(3, 3)), sequence(one(/[1-9]/), digits(3))));
const month = longest(sequence(word('0'), one(/[1-9]/)), sequence(word('1'), one(/[0-2]/)));
const day = longest(sequence(word('0'), one(/[1-9]/)), sequence(one(/[12]/), digit), sequence(word('3'), one(/[01]/)));
const hour = longest(sequence(one(/[01]/), digit), sequence(word('2'), one(/[0-3]/)));
const sixty = sequence(one(/[0-5]/), digit);
const second = longest(sixty, word('60'));
const date = sequence(year, word('-'), month, word('-'), day);
const timeOfDay = sequence(
  hour,
  word(':'),
  sixty,
  maybe(sequence(word(':'), second, maybe(sequence(word('.'), digits(1, 12))))),
);
const offset = longest(one(/[Zz]/), sequence(one(/[+-]/), hour, word(':'), sixty));
const dateTime = sequence(date, one(/[Tt]/), timeOfDay, offset);

const decimal = longest(
  sequence(sign, digits(1), maybe(sequence(word('.'), digits(1))), maybe(sequence(one(/[eE]/), sign, digits(1)))),
  word('-INF'),
  word('INF'),
  word('NaN'),
);
const integer = (most: number): Form => sequence(sign, digits(1, most));

const durationValue = sequence(
  maybe(word('-')),
  word('P'),
  maybe(sequence(digits(1), word('D'))),
  maybe(
    sequence(
      word('T'),
      maybe(sequence(digits(1), word('H'))),
      maybe(sequence(digits(1), word('M'))),
      maybe(sequence(digits(1), maybe(sequence(word('.'), digits(1))), word('S'))),
    ),
  ),
);

const hex = one(/[0-9a-fA-F]/);
const guid = sequence(
  times(hex, 8, 8),
  ...[4, 4, 4, 12].map((length) => sequence(word('-'), times(hex, length, length))),
);

const base64 = one(/[\w-]/);
const binaryValue = sequence(
  times(times(base64, 4, 4), 0),
  maybe(longest(sequence(times(base64, 3, 3), maybe(word('='))), sequence(times(base64, 2, 2), maybe(word('=='))))),
);

const identifier = sequence(one(/[\p{L}_]/u), times(one(/[\p{L}\p{N}_]/u), 0, 127));
const qualified = sequence(identifier, times(sequence(word('.'), identifier), 1));
const enumMember = longest(identifier, sequence(sign, digits(1)));
const enumValue = sequence(enumMember, times(sequence(word(','), enumMember), 0));
const text = quoted(times(longest(word("''"), one(/[^']/)), 0));
const boolean = longest(word('true'), word('false'));
const booleanAnyCase = longest(word('true', true), word('false', true));
const geoValue = sequence(
  word('SRID='),
  digits(1, 5),
  word(';'),
  identifier,
  word('('),
  times(one(/[^'()]/), 0),
  word(')'),
);

const primitiveLiteral = longest(
  word('null'),
  booleanAnyCase,
  guid,
  dateTime,
  date,
  timeOfDay,
  decimal,
  text,
  sequence(word('duration', true), quoted(durationValue)),
  sequence(word('binary', true), quoted(binaryValue)),
  sequence(qualified, quoted(enumValue)),
);

const forms = {
  null: word('null'),
  boolean: booleanAnyCase,
  booleanValue: boolean,
  date,
  dateValue: date,
  dateTimeOffsetValue: dateTime,
  dateTimeOffsetLiteral: dateTime,
  timeOfDayValue: timeOfDay,
  timeOfDayLiteral: timeOfDay,
  decimalValue: decimal,
  decimalLiteral: decimal,
  doubleValue: decimal,
  doubleLiteral: decimal,
  singleValue: decimal,
  singleLiteral: decimal,
  byteValue: digits(1, 3),
  sbyteValue: integer(3),
  sbyteLiteral: integer(3),
  int16Value: integer(5),
  int16Literal: integer(5),
  int32Value: integer(10),
  int32Literal: integer(10),
  int64Value: integer(19),
  int64Literal: integer(19),
  durationValue,
  durationLiteral: sequence(maybe(word('duration', true)), quoted(durationValue)),
  binaryLiteral: sequence(word('binary', true), quoted(binaryValue)),
  guid,
  stringLiteral: text,
  enumValue,
  enumLiteral: sequence(maybe(qualified), quoted(enumValue)),
  primitiveValue: longest(
    boolean,
    guid,
    dateTime,
    date,
    timeOfDay,
    decimal,
    durationValue,
    enumValue,
    geoValue,
    binaryValue,
  ),
  primitiveLiteral,
} as const satisfies Record<string, Form>;

/** A production of the OData grammar for one value; those that end in `Value` are as in a body, without quotes. */
export type ODataLiteralRule = keyof typeof forms;

export function isODataLiteralRule(rule: string): rule is ODataLiteralRule {
  return Object.hasOwn(forms, rule);
}

/** Where a literal of this form that begins at `at` ends; -1 where none does. Linear in its length. */
export function endOfLiteral(rule: ODataLiteralRule, source: string, at: number): number {
  return forms[rule](source, at, { at });
}

/** The first character at which the text is no literal of this form; null where all of it is one. */
export function literalFailure(rule: ODataLiteralRule, source: string): number | null {
  const furthest = { at: 0 };
  const end = forms[rule](source, 0, furthest);
  return end === source.length ? null : Math.max(end, furthest.at);
}
