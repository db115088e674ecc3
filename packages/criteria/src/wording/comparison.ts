import { isCircle, isDaysAhead, isOperandList, isTimeSpan, unfit } from '../comparison/operands.js';
import type { PropertyNode, RollingUnit, Scalar } from '../criteria.js';
import type { Duration, Phrasebook } from './phrasebook.js';

const valuesShown = 5;

/** What a comparison says of its noun: “is one of “a” or “b””, “is not in the last 7 days”. */
export function comparison(node: PropertyNode, not: boolean, phrases: Phrasebook): string {
  if (node.quantifier === 'all') return phrases.everyValue((opposite) => oneValue(node, opposite, phrases), not);
  return oneValue(node, not, phrases);
}

/** As `comparison` of one of many values. */
export function oneValue(node: PropertyNode, not: boolean, phrases: Phrasebook): string {
  const plain = compared(node, not, phrases);
  const said = node.as === 'decimal' ? phrases.asDecimal(plain) : plain;
  return node.exactCase === true ? phrases.exactCase(said) : said;
}

/** @throws InvalidCriteriaError for a value that does not fit its operator */
function compared(node: PropertyNode, not: boolean, phrases: Phrasebook): string {
  const { operator, value } = node;
  if (operator === 'known') return phrases.known(not);
  if (value === undefined) throw unfit(node);
  if (operator === 'between') {
    const [low, high] = isOperandList(value) ? value : [];
    if (low === undefined || high === undefined) throw unfit(node);
    return phrases.between(valuePhrase(node, low, phrases), valuePhrase(node, high, phrases), not);
  }
  if (isOperandList(value)) {
    if (operator !== 'oneOf' && operator !== 'inNetwork') throw unfit(node);
    const shown = value.slice(0, valuesShown).map((each) => valuePhrase(node, each, phrases));
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
      return phrases.compared[operator](valuePhrase(node, value, phrases), not);
  }
}

/** A value of a comparison; what is compared as something else than text stands without quotes. */
function valuePhrase({ as, operator }: PropertyNode, value: Scalar, phrases: Phrasebook): string {
  if (typeof value !== 'string') return scalarPhrase(value, phrases);
  if (operator === 'before' || operator === 'after' || operator === 'on' || as === 'date') return phrases.date(value);
  if (as === 'version') return phrases.version(value);
  if (as === 'decimal') return phrases.decimal(value);
  if (as === 'duration') return phrases.lasting(durationParts(value));
  if (as !== undefined || operator === 'inNetwork') return value;
  return scalarPhrase(value, phrases);
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
