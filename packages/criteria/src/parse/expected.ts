import { criteriaLimits } from './faults.js';
import type { OperandContext } from './operand-context.js';

const dateForm = 'a date such as 2026-10-25 or a date-time such as 2026-10-25T14:30 or 2026-10-25T14:30:00Z';

/** What would be right as the value of a comparison, in words. */
export function expectedOperand(context: OperandContext): string {
  const { operator, type, as } = context;
  switch (operator) {
    case 'known':
      return 'no value';
    case 'equals':
      if (as !== undefined) return orderedForm(context);
      if (type === null) return 'text, a finite number, true or false';
      return type === 'number' ? 'a finite number' : type === 'boolean' ? 'true or false' : 'text';
    case 'oneOf':
      return `a list of 1 to ${criteriaLimits.values} values`;
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return 'text that is not empty';
    case 'matches':
      return 'a regular expression without back references and look-around';
    case 'between':
      if (as === 'date') return `a list of two dates, the earlier first, each ${dateForm}`;
      return as === undefined || as === 'number'
        ? 'a list of two finite numbers, the lower first'
        : `a list of two, the lower first, each ${orderedForm(context)}`;
    case 'before':
    case 'after':
    case 'on':
      return dateForm;
    case 'inLast':
    case 'inNext':
    case 'moreThanAgo':
    case 'moreThanAhead':
      return 'an object such as {"amount": 7, "unit": "days"}';
    case 'anniversary':
      return 'an object such as {"days": 7}';
    case 'near':
      return 'an object such as {"latitude": 52.52, "longitude": 13.405, "kilometers": 25}';
    case 'inNetwork':
      return `an IP address or a network such as 10.0.0.0/8, or a list of 1 to ${criteriaLimits.networks} of them`;
    default:
      return orderedForm(context);
  }
}

function orderedForm({ as, type }: OperandContext): string {
  switch (as) {
    case 'decimal':
      return 'a number, or text such as 1.50, with at most 30 digits before and 30 behind the point';
    case 'version':
      return type === 'version' ? 'a version such as 17, 17.2 or 17.2.1' : 'a version such as 2.0.1 or v2.1.0-beta.2';
    case 'duration':
      return 'a duration such as P2D or PT1H30M, in weeks, days, hours, minutes and seconds';
    default:
      return 'a finite number';
  }
}
