import type { AcceptedEvent, PersonImport } from '@kindred/server';
import { arrival } from './channels.js';
import { eventsPerVisit, journey } from './journeys.js';
import { type HistoryOptions, settingsOf } from './options.js';
import { type Person, population } from './person.js';
import { random } from './random.js';
import { timetable } from './timetable.js';
import { beginVisit } from './visit.js';

const batchSize = 5_000;
/** A visit's events lie within this time of its start, so what is older than the present visit by as much is complete. */
const longestVisit = 2 * 3_600_000;

/** The bank's known users, in batches, as the historical import takes them. Guests have no record: their visits tell of them. */
export async function* people(options: HistoryOptions): AsyncGenerator<readonly PersonImport[]> {
  const settings = settingsOf(options);
  let batch: PersonImport[] = [];
  for (const person of population(settings)) {
    if (person.userId === null) break;
    batch.push({
      userId: person.userId,
      anonymousIds: person.devices.map((device) => device.anonymousId),
      traits: person.traits,
      groups: person.groups,
      firstSeen: Math.min(person.firstSeen, person.from),
    });
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Everything that happened at the bank in 90 days, in the order of time, in batches of 5,000. */
export async function* events(options: HistoryOptions): AsyncGenerator<readonly AcceptedEvent[]> {
  const settings = settingsOf(options);
  const everyone = population(settings);
  const visits = timetable(everyone, settings.events / eventsPerVisit, settings);
  /** Browsers on which somebody has signed in. */
  const signedIn = new Set<string>();
  const joined = new Set<Person>();
  let open: AcceptedEvent[] = [];
  let ready: AcceptedEvent[] = [];
  let nextSort = 0;
  for (let index = 0; index < visits.length; index += 1) {
    const start = visits.starts[index] ?? 0;
    const person = everyone[visits.people[index] ?? 0];
    if (person === undefined) continue;
    if (start > nextSort || index === visits.length - 1) {
      // Sorting every quarter of an hour what those hours overlap in keeps the whole in order without holding it.
      open.sort(byTime);
      const complete = open.findIndex((event) => event.time >= start);
      ready = ready.concat(complete < 0 ? open : open.slice(0, complete));
      open = complete < 0 ? [] : open.slice(complete);
      nextSort = start + longestVisit / 8;
      while (ready.length >= batchSize) {
        yield ready.slice(0, batchSize);
        ready = ready.slice(batchSize);
      }
    }
    visitOf(index, start, person, settings, { signedIn, joined }, open);
  }
  ready = ready.concat(open.sort(byTime));
  for (let at = 0; at < ready.length; at += batchSize) yield ready.slice(at, at + batchSize);
}

function byTime(left: AcceptedEvent, right: AcceptedEvent): number {
  return left.time - right.time || (left.messageId < right.messageId ? -1 : 1);
}

function visitOf(
  index: number,
  start: number,
  person: Person,
  settings: { readonly seed: number; readonly now: number },
  memory: { readonly signedIn: Set<string>; readonly joined: Set<Person> },
  out: AcceptedEvent[],
): void {
  const draw = random(Math.imul(settings.seed + 2, 0x165667b1) ^ Math.imul(index + 1, 0x85ebca77));
  const joining = start >= person.joins && person.joins > 0 && !memory.joined.has(person);
  if (joining) memory.joined.add(person);
  const isKnown = start >= person.joins;
  const device = person.devices[draw.chance(0.72) || joining ? 0 : person.devices.length - 1] ?? person.devices[0];
  const cameBefore = memory.signedIn.has(device.anonymousId);
  const way = arrival(isKnown && !joining, draw);
  const visit = beginVisit(
    {
      id: `h${settings.seed}-${index.toString(36)}`,
      device,
      // Most browsers are kept signed in from visit to visit; on the others the visitor is a guest until signing in.
      userId: cameBefore && draw.chance(0.6) ? person.userId : null,
      arrival: way,
      start,
      end: settings.now,
      draw,
    },
    out,
  );
  const before = out.length;
  journey(visit, isKnown ? person : asGuest(person), way, cameBefore, joining);
  for (let at = before; at < out.length; at += 1) {
    if (out[at]?.userId != null) {
      memory.signedIn.add(device.anonymousId);
      break;
    }
  }
}

/** Somebody who has not joined yet does as guests do. */
function asGuest(person: Person): Person {
  return { ...person, userId: null, customer: false };
}
