import { isCircle, isDaysAhead, isOperandList, isTimeSpan } from './comparison/operands.js';
import type { PropertyNode, Scalar, TimeSpan } from './criteria.js';

/** What a comparison says of its property, in words: “is one of “a” or “b””, “is not in the last 7 days”. */
export function comparison(node: PropertyNode, not: boolean): string {
  const exact = node.exactCase === true ? ' (in exactly this case)' : '';
  return `${compared(node, not)}${exact}${node.quantifier === 'all' ? ' in every value' : ''}`;
}

function compared(node: PropertyNode, not: boolean): string {
  const { value } = node;
  const operand = operandPhrase(node);
  const is = not ? 'is not' : 'is';
  const does = (verb: string, plain: string) => (not ? `does not ${plain}` : verb);
  switch (node.operator) {
    case 'known':
      return not ? 'is unknown' : 'is known';
    case 'equals':
      return `${is} ${operand}`;
    case 'oneOf':
      return `${is} ${not ? 'any of' : 'one of'} ${operand}`;
    case 'contains':
      return `${does('contains', 'contain')} ${operand}`;
    case 'startsWith':
      return `${does('starts', 'start')} with ${operand}`;
    case 'endsWith':
      return `${does('ends', 'end')} with ${operand}`;
    case 'matches':
      return `${does('matches', 'match')} the pattern ${operand}`;
    case 'greaterThan':
      return `${is} greater than ${operand}`;
    case 'atLeast':
      return `${is} at least ${operand}`;
    case 'lessThan':
      return `${is} less than ${operand}`;
    case 'atMost':
      return `${is} at most ${operand}`;
    case 'between': {
      const [low, high] = isOperandList(value) ? value : [];
      return `${is} between ${named(node, low ?? '')} and ${named(node, high ?? '')}`;
    }
    case 'before':
      return `${is} before ${String(value)}`;
    case 'after':
      return `${is} after ${String(value)}`;
    case 'on':
      return `${is} on ${String(value)}`;
    case 'inLast':
      return `${is} in the last ${operand}`;
    case 'inNext':
      return `${is} in the next ${operand}`;
    case 'moreThanAgo':
      return `${is} more than ${operand} ago`;
    case 'moreThanAhead':
      return `${is} more than ${operand} ahead`;
    case 'anniversary':
      return `has ${not ? 'no' : 'its'} yearly day ${operand}`;
    case 'inNetwork':
      return `${is} in the network ${operand}`;
    case 'near':
      return `${is} within ${operand}`;
  }
}

function operandPhrase(node: PropertyNode): string {
  const { value } = node;
  if (value === undefined) return '';
  if (isOperandList(value))
    return listOf(
      value.slice(0, valuesShown).map((each) => named(node, each)),
      value.length,
    );
  if (isTimeSpan(value)) return spanPhrase(value);
  if (isDaysAhead(value)) return value.days === 0 ? 'today' : `today or in the next ${counted(value.days, 'days')}`;
  if (isCircle(value)) return `${value.kilometers} km of ${value.latitude}, ${value.longitude}`;
  return named(node, value);
}

/** “calendar” says that today, or this week, is the first of them. */
function spanPhrase({ amount, unit, calendar }: TimeSpan): string {
  return calendar === true ? counted(amount, `calendar ${unit}`) : counted(amount, unit);
}

function counted(amount: number, units: string): string {
  return `${amount} ${amount === 1 ? units.slice(0, -1) : units}`;
}

const valuesShown = 5;

function listOf(texts: readonly string[], count: number): string {
  if (count > valuesShown) return `${texts.join(', ')} and ${count - valuesShown} more`;
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** A value of a comparison; what is compared as something else than text stands without quotes. */
function named({ as, operator }: Pick<PropertyNode, 'as' | 'operator'>, value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return String(value);
  if (as === 'version') return `version ${value}`;
  if (as !== undefined || operator === 'inNetwork') return value;
  return value === '' ? 'empty text' : `“${value}”`;
}
