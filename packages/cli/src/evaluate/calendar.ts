import { type Calendar, isTimeZone, parseDate, UnknownTimeZoneError } from '@kindred/criteria';
import { readTime } from '@kindred/server/reading';
import { type JsonObject, QuestionFault, textAt } from './fault.js';

const utc: Calendar = { timeZone: 'UTC', weekStart: 1 };

/** One object for equal calendars, so that what is prepared for one serves the next question too. */
const calendars = new Map<string, Calendar>();

function calendarOf(timeZone: string, weekStart: number): Calendar {
  const key = `${timeZone} ${weekStart}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  const made = { timeZone, weekStart };
  calendars.set(key, made);
  return made;
}

/** `timeZone` (UTC unless said) and `weekStart` (1 = Monday, unless said, to 7 = Sunday). */
export function readCalendar(question: JsonObject, path = ''): Calendar {
  const { weekStart } = question;
  const timeZone = textAt(question.timeZone, `${path}timeZone`);
  if (timeZone === null && (weekStart === undefined || weekStart === null)) return utc;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    const error = new UnknownTimeZoneError(timeZone);
    throw new QuestionFault(error.code, `${error.message}.`, `${path}timeZone`);
  }
  if (weekStart !== undefined && weekStart !== null) {
    if (typeof weekStart !== 'number' || !Number.isInteger(weekStart) || weekStart < 1 || weekStart > 7) {
      const what = 'weekStart is a day from 1 (Monday) to 7 (Sunday).';
      throw new QuestionFault('invalid_week_start', what, `${path}weekStart`);
    }
    return calendarOf(timeZone ?? utc.timeZone, weekStart);
  }
  return calendarOf(timeZone ?? utc.timeZone, utc.weekStart);
}

/** The instant at which the question is asked: ISO 8601 or milliseconds; a date is midnight in the time zone. */
export function readNow(value: unknown, calendar: Calendar, clock: () => number, path: string): number {
  if (value === undefined || value === null) return clock();
  const now = (typeof value === 'string' ? parseDate(value, calendar) : null) ?? readTime(value);
  if (now !== null) return now;
  throw new QuestionFault('invalid_time', 'now must be an ISO 8601 date-time or milliseconds since 1970.', path);
}
