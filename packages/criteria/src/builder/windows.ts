import type { CalendarUnit, Window } from '../criteria.js';
import { type DateWords, dateText, durationOf, type Words } from './times.js';

/** When it was; without any of these it is ever. */
export interface Windows<Next> {
  /** In the time that ends now. */
  inLast(time: Words): Next;
  /** In the present day, week, month … of the site's zone. */
  inThis(unit: CalendarUnit): Next;
  /** In the whole day, week, month … before the present one, or so many before it. */
  inPrevious(unit: CalendarUnit, ago?: number): Next;
  /** In a time that has passed: `{ from: '14 days', to: '7 days' }` is 7 to 14 days ago. */
  inPast(ago: { readonly from: Words; readonly to: Words }): Next;
  /** From a date on, up to another, that day included. */
  from(from: DateWords, to?: DateWords): Next;
  /** Up to a date, that day included. */
  until(to: DateWords): Next;
}

export function windowsOf<Next>(finish: (window: Window) => Next): Windows<Next> {
  return {
    inLast: (time) => finish({ rolling: durationOf(time) }),
    inThis: (calendar) => finish({ calendar }),
    inPrevious: (calendar, ago = 1) => finish({ calendar, ago }),
    inPast: ({ from, to }) => finish({ past: { from: durationOf(from), to: durationOf(to) } }),
    from: (from, to) => finish({ fixed: { from: dateText(from), ...(to === undefined ? {} : { to: dateText(to) }) } }),
    until: (to) => finish({ fixed: { to: dateText(to) } }),
  };
}
