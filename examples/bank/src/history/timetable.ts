import { day, historyDays, historyStart, localOffset, type Settings } from './options.js';
import type { Person } from './person.js';
import { type Random, random } from './random.js';

/** Who comes when, in the order of time. Held in flat arrays: a hundred thousand visits are a few megabytes. */
export interface Timetable {
  readonly length: number;
  readonly starts: Float64Array;
  readonly people: Int32Array;
}

/** Of a day's visits, by local hour: people bank at lunch and in the evening, firms in office hours. */
const personalHours = [5, 3, 2, 1, 2, 5, 14, 30, 46, 54, 58, 62, 70, 62, 54, 52, 54, 60, 68, 78, 82, 70, 40, 16];
const businessHours = [1, 1, 1, 1, 1, 3, 12, 40, 88, 98, 96, 88, 62, 80, 90, 86, 74, 48, 22, 14, 10, 8, 4, 2];
/** Sunday first. */
const personalDays = [0.72, 1.12, 1.1, 1.06, 1.04, 1.08, 0.82];
const businessDays = [0.15, 1.25, 1.3, 1.25, 1.2, 1.1, 0.25];
/** A visit takes a while, and nothing may happen after the history's end. */
const lastStartBeforeEnd = 60_000;

interface Rhythm {
  /** Sums up to each day's end. */
  readonly days: Float64Array;
  readonly hours: Float64Array;
}

function sums(weights: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum;
  });
}

/** Growth over the quarter, the week's rhythm, and more of it around payday. */
function rhythm(start: number, days: readonly number[], hours: readonly number[]): Rhythm {
  const byDay = Array.from({ length: historyDays }, (_, index) => {
    const local = Math.floor((start + localOffset) / day) + index;
    const growth = 0.86 + (0.28 * index) / historyDays;
    const payday = local % 15 < 2 ? 1.16 : 1;
    return growth * payday * (days[(local + 4) % 7] ?? 1);
  });
  return { days: sums(byDay), hours: sums(hours) };
}

/** Index of the first sum above `at`. */
function find(bounds: Float64Array, at: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function startOfVisit(person: Person, start: number, now: number, pace: Rhythm, draw: Random): number {
  const first = Math.max(0, Math.floor((person.from - start) / day));
  const last = Math.min(historyDays - 1, Math.floor((person.until - start) / day));
  const low = first === 0 ? 0 : (pace.days[first - 1] ?? 0);
  const high = pace.days[last] ?? 0;
  const end = Math.min(person.until, now - lastStartBeforeEnd);
  let time = end + 1;
  // An hour that has not come yet is drawn anew, so that today is as full as its hours allow.
  for (let attempt = 0; attempt < 6 && time > end; attempt += 1) {
    const ofDay = find(pace.days, low + draw.next() * (high - low));
    const hour = find(pace.hours, draw.next() * (pace.hours[23] ?? 0));
    time = start + ofDay * day + hour * 3_600_000 + draw.below(3_600_000);
  }
  while (time > end) time -= day;
  return Math.max(time, person.from, start);
}

/** Spreads about `visits` visits over the people by their keenness and over the days by the bank's rhythm. */
export function timetable(people: readonly Person[], visits: number, settings: Settings): Timetable {
  const start = historyStart(settings.now);
  const personal = rhythm(start, personalDays, personalHours);
  const business = rhythm(start, businessDays, businessHours);
  const keenness = people.reduce((sum, person) => sum + share(person, start, settings.now), 0);
  const found: { at: number; person: number }[] = [];
  people.forEach((person, index) => {
    const draw = random(Math.imul(settings.seed + 1, 0x27d4eb2f) ^ Math.imul(index + 1, 0x9e3779b1));
    const expected = (visits * share(person, start, settings.now)) / keenness;
    // Everybody comes at least once, except customers whom the bank has not seen this quarter.
    const least = person.userId === null || person.joins > 0 || index % 29 !== 0 ? 1 : 0;
    const count = Math.max(least, Math.floor(expected + draw.next()));
    for (let visit = 0; visit < count; visit += 1) {
      const at = startOfVisit(person, start, settings.now, person.business ? business : personal, draw);
      found.push({ at, person: index });
    }
    // Those who join do it in a visit of their own.
    if (person.joins > 0 && person.joins < settings.now - 3_600_000) found.push({ at: person.joins, person: index });
  });
  found.sort((left, right) => left.at - right.at || left.person - right.person);
  return {
    length: found.length,
    starts: Float64Array.from(found, (visit) => visit.at),
    people: Int32Array.from(found, (visit) => visit.person),
  };
}

/** Keenness over the part of the history in which the person comes at all. */
function share(person: Person, start: number, now: number): number {
  return person.keenness * (0.12 + (0.88 * (person.until - Math.max(person.from, start))) / (now - start));
}
