import { isCircle, isDaysAhead, isOperandList, isTimeSpan, unfit } from '../comparison/operands.js';
import type { PropertyNode, RollingUnit, Scalar } from '../criteria.js';
import type { Duration, Phrasebook } from './phrasebook.js';
import type { Saying } from './saying.js';

const valuesShown = 5;

/** What a comparison says of its noun: “is one of “a” or “b””, “is not in the last 7 days”. */
export function comparison(node: PropertyNode, not: boolean, saying: Saying): string {
  if (node.quantifier === 'all') {
    return saying.phrases.everyValue((opposite) => oneValue(node, opposite, saying), not);
  }
  return oneValue(node, not, saying);
}

/** As `comparison` of one of many values. */
export function oneValue(node: PropertyNode, not: boolean, saying: Saying): string {
  const plain = compared(node, not, saying);
  const said = node.as === 'decimal' ? saying.phrases.asDecimal(plain) : plain;
  return node.exactCase === true ? saying.phrases.exactCase(said) : said;
}

/** @throws InvalidCriteriaError for a value that does not fit its operator */
function compared(node: PropertyNode, not: boolean, saying: Saying): string {
  const { operator, value } = node;
  const { phrases } = saying;
  if (operator === 'known') return phrases.known(not);
  if (value === undefined) throw unfit(node);
  if (operator === 'between') {
    const [low, high] = isOperandList(value) ? value : [];
    if (low === undefined || high === undefined) throw unfit(node);
    return phrases.between(valuePhrase(node, low, saying), valuePhrase(node, high, saying), not);
  }
  if (isOperandList(value)) {
    if (operator !== 'oneOf' && operator !== 'inNetwork') throw unfit(node);
    const shown = value.slice(0, valuesShown).map((each) => valuePhrase(node, each, saying));
    return phrases.compared[operator](phrases.alternatives(shown, value.length - shown.length), not);
  }
  switch (operator) {
    case 'inLast':
    case 'inNext':
    case 'moreThanAgo':
    case 'moreThanAhead':
      if (typeof value !== 'object' || !isTimeSpan(value)) throw unfit(node);
      if (value.calendar !== true) return phrases.inTime[operator](value, not);
      if (value.unit === 'minutes' || value.unit === 'hours') throw unfit(node);
      return phrases.inPeriods({ operator, unit: value.unit, more: value.amount - 1 }, not);
    case 'anniversary':
      if (typeof value !== 'object' || !isDaysAhead(value)) throw unfit(node);
      return phrases.anniversary(value.days, not);
    case 'near':
      if (typeof value !== 'object' || !isCircle(value)) throw unfit(node);
      return phrases.near(value, not);
    default:
      if (typeof value === 'object') throw unfit(node);
      return phrases.compared[operator](valuePhrase(node, value, saying), not);
  }
}

/** A value of a comparison; what is compared as something else than text stands without quotes. */
function valuePhrase({ as, operator, property }: PropertyNode, value: Scalar, saying: Saying): string {
  const { phrases, valueName } = saying;
  if (typeof value !== 'string') return scalarPhrase(value, phrases);
  if (operator === 'before' || operator === 'after' || operator === 'on' || as === 'date') return phrases.date(value);
  if (as === 'version') return phrases.version(value);
  if (as === 'decimal') return phrases.decimal(value);
  if (as === 'duration') return phrases.lasting(durationParts(value));
  if (as !== undefined || operator === 'inNetwork') return value;
  return scalarPhrase(valueName?.(property, value) ?? value, phrases);
}

/** A value by itself, as it was found or is compared as it is. */
export function scalarPhrase(value: Scalar, phrases: Phrasebook): string {
  if (typeof value === 'boolean') return phrases.truth(value);
  if (typeof value === 'number') return phrases.number(value);
  return value === '' ? phrases.emptyText : phrases.quoted(value);
}

const durationUnits: ReadonlyMap<string, RollingUnit> = new Map([
  ['W', 'weeks'],
  ['D', 'days'],
  ['H', 'hours'],
  ['M', 'minutes'],
  ['S', 'seconds'],
]);

/** The parts of a duration as `durationForm` has it, “PT1H30M”. */
function durationParts(text: string): Duration[] {
  return [...text.matchAll(/([0-9.]+)([WDHMS])/g)].flatMap(([, amount, letter = '']) => {
    const unit = durationUnits.get(letter);
    return unit === undefined ? [] : [{ amount: Number(amount), unit }];
  });
}
