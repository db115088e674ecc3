import { type Calendar, dateRange, type PropertyNode, windowRange } from '@kindred/criteria';
import { presentLocale, translator } from '../language/translator.js';

const day = 86_400_000;

/** What a comparison of dates comes to at this moment, in the site's time zone; null where there is nothing to add. */
export function dateMeaning(
  node: Pick<PropertyNode, 'operator' | 'value' | 'as'>,
  calendar: Calendar,
  now: number,
): string | null {
  const t = translator('editor');
  const { timeZone } = calendar;
  const date = (instant: number) => formatted(instant, { dateStyle: 'medium', timeZone });
  const moment = (instant: number) => formatted(instant, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const { operator, value } = node;
  if (operator === 'anniversary') {
    if (typeof value !== 'object' || !('days' in value)) return null;
    const yearly = (instant: number) => formatted(instant, { day: 'numeric', month: 'long', timeZone });
    const last = windowRange({ calendar: 'day', ago: -value.days }, now, calendar).from + day / 2;
    const [from, to] = [yearly(now), yearly(last)];
    return value.days === 0 ? t('means.yearDay', { from }) : t('means.range', { from, to });
  }
  const range = dateRange(node, calendar)?.(now);
  if (range === undefined) return null;
  const whole = typeof value === 'object' && 'amount' in value && value.calendar === true;
  const days = () => {
    const [from, last] = [date(range.from), date(range.to - 1)];
    return from === last ? t('means.day', { from }) : t('means.range', { from, to: last });
  };
  switch (operator) {
    case 'inLast':
      return whole ? days() : t('means.since', { from: moment(range.from) });
    case 'inNext':
      return whole ? days() : t('means.until', { to: moment(range.to) });
    case 'moreThanAgo':
      return t('means.before', { to: moment(range.to) });
    case 'moreThanAhead':
      return t('means.from', { from: moment(range.from) });
    case 'before':
      return typeof value === 'string' && value.length === 10 ? t('means.notDay') : null;
    case 'after':
      return t('means.after', { from: moment(range.from - 1) });
    case 'on':
      return t('means.wholeDay');
    default:
      return null;
  }
}

function formatted(instant: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(presentLocale(), options).format(instant);
}
