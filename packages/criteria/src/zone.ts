import { UnknownTimeZoneError } from './errors.js';
import { firstWhere } from './first-where.js';
import { remembering } from './remembering.js';

/** 3.1 days: short enough to hold at most one change of a zone's offset. */
const blockLength = 2 ** 28;

/** A stretch of time in which a zone's offset from UTC changes at most once, at `change`. */
interface OffsetBlock {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/** A time zone's clock. Offsets are asked of the runtime once per 3 days of history and kept. */
export interface Zone {
  /** Local time minus UTC, in milliseconds, at an instant. */
  offset(instant: number): number;
  /**
   * The first instant at which the zone's clock shows `local` (as if it were UTC) or later: the earlier of two where
   * the hour is repeated, the end of the gap where it is skipped.
   */
  firstInstant(local: number): number;
}

/** @throws UnknownTimeZoneError */
export const zoneOf: (timeZone: string) => Zone = remembering(createZone);

/** Whether this runtime knows an IANA time zone by this name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** `2026-10-25` in the zone. */
export function localDate(instant: number, timeZone: string): string {
  return localDateTime(instant, timeZone).slice(0, 10);
}

/** The zone's clock to the second, `2026-05-20T14:00:00`. */
export function localDateTime(instant: number, timeZone: string): string {
  return new Date(instant + zoneOf(timeZone).offset(instant)).toISOString().slice(0, 19);
}

/** How far (ms) local time is ahead of UTC in the zone at an instant. */
export function localOffset(instant: number, timeZone: string): number {
  return zoneOf(timeZone).offset(instant);
}

/** 0 to 23 in the zone. */
export function localHour(instant: number, timeZone: string): number {
  return new Date(instant + zoneOf(timeZone).offset(instant)).getUTCHours();
}

function createZone(timeZone: string): Zone {
  const formatter = formatterOf(timeZone);
  const blockOf = remembering((index: number) => readBlock(formatter, index));

  function offset(instant: number): number {
    const block = blockOf(Math.floor(instant / blockLength));
    return instant < block.change ? block.before : block.after;
  }

  function firstInstant(local: number): number {
    // Offsets lie between −12 and +14 hours (−16 and +16 before standard time), so these are all that can apply.
    const candidates = [offset(local - 57_600_000), offset(local), offset(local + 57_600_000)]
      .map((each) => ({ instant: local - each, offset: each }))
      .filter((each) => offset(each.instant) === each.offset)
      .map((each) => each.instant);
    if (candidates.length > 0) return Math.min(...candidates);
    return firstWhere(local - 57_600_000, local + 57_600_000, (instant) => instant + offset(instant) >= local);
  }

  return { offset, firstInstant };
}

function readBlock(formatter: Intl.DateTimeFormat, index: number): OffsetBlock {
  const start = index * blockLength;
  const end = start + blockLength;
  const before = readOffset(formatter, start);
  const after = readOffset(formatter, end);
  if (before === after) return { before, change: start, after };
  return { before, change: firstWhere(start, end, (instant) => readOffset(formatter, instant) !== before), after };
}

function readOffset(formatter: Intl.DateTimeFormat, instant: number): number {
  // The formatter knows whole seconds and years from 1 on.
  const second = Math.floor(Math.min(Math.max(instant, -62_100_000_000_000), 8.6e15) / 1_000) * 1_000;
  const found: Record<string, number> = {};
  for (const part of formatter.formatToParts(second)) found[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second: shown = 0 } = found;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, shown);
  return local.getTime() - second;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new UnknownTimeZoneError(timeZone);
  }
}
