/** Moments that one can compare with, without saying a time. */
export const usualMoments = ['week', 'month', 'year'] as const;

type UsualMoment = (typeof usualMoments)[number];

/** The moment compared with as a page keeps it: a usual one, or a local time of the site; empty while none is chosen yet. */
export type Moment = string;

/** As the API is asked. */
export type Earlier = string | { readonly amount: number; readonly unit: 'weeks' | 'months' | 'years' };

const usual: Readonly<Record<UsualMoment, Earlier>> = {
  week: { amount: 1, unit: 'weeks' },
  month: { amount: 1, unit: 'months' },
  year: { amount: 1, unit: 'years' },
};

export function isUsual(moment: Moment): moment is UsualMoment {
  return moment in usual;
}

/** What to ask for; null while no moment is chosen, or it is none in the past. */
export function earlierOf(moment: Moment | null, timeZone: string, now = Date.now()): Earlier | null {
  if (moment === null) return null;
  if (isUsual(moment)) return usual[moment];
  return isPast(moment, timeZone, now) ? moment : null;
}

/** Whether it is a local time up to now. Years that are still being typed begin with zeros. */
export function isPast(moment: Moment, timeZone: string, now = Date.now()): boolean {
  return /^(?:19|20|21|22)\d\d-\d\d-\d\dT\d\d:\d\d/.test(moment) && moment <= localText(now, timeZone);
}

/** An instant as the site's clock shows it, to the millisecond: "2026-03-01T09:30:00.000". */
export function localText(instant: number, timeZone: string): string {
  // This locale writes dates as ISO 8601 does, but for the comma.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  })
    .format(instant)
    .replace(' ', 'T')
    .replace(',', '.');
}
