import { type Calendar, dateRange, type PropertyNode, windowRange } from '@kindred/criteria';

const day = 86_400_000;

/** What a comparison of dates comes to at this moment, in the site's time zone; null where there is nothing to add. */
export function dateMeaning(
  node: Pick<PropertyNode, 'operator' | 'value' | 'as'>,
  calendar: Calendar,
  now: number,
): string | null {
  const { timeZone } = calendar;
  const date = (instant: number) => formatted(instant, { dateStyle: 'medium', timeZone });
  const moment = (instant: number) => formatted(instant, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const { operator, value } = node;
  if (operator === 'anniversary') {
    if (typeof value !== 'object' || !('days' in value)) return null;
    const yearly = (instant: number) => formatted(instant, { day: 'numeric', month: 'long', timeZone });
    const last = windowRange({ calendar: 'day', ago: -value.days }, now, calendar).from + day / 2;
    return value.days === 0 ? `today: ${yearly(now)}, of any year` : `today: ${yearly(now)} to ${yearly(last)}`;
  }
  const range = dateRange(node, calendar)?.(now);
  if (range === undefined) return null;
  const whole = typeof value === 'object' && 'amount' in value && value.calendar === true;
  const days = () => {
    const [from, last] = [date(range.from), date(range.to - 1)];
    return from === last ? from : `${from} to ${last}`;
  };
  switch (operator) {
    case 'inLast':
      return whole ? `today: ${days()}` : `today: since ${moment(range.from)}`;
    case 'inNext':
      return whole ? `today: ${days()}` : `today: until ${moment(range.to)}`;
    case 'moreThanAgo':
      return `today: before ${moment(range.to)}`;
    case 'moreThanAhead':
      return `today: from ${moment(range.from)} on`;
    case 'before':
      return typeof value === 'string' && value.length === 10 ? 'not that day itself' : null;
    case 'after':
      return `after ${moment(range.from - 1)}`;
    case 'on':
      return 'the whole day';
    default:
      return null;
  }
}

function formatted(instant: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(instant);
}
