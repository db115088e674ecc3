import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AcceptedEvent } from '@kindred/server';
import { demoCustomers } from './customers.js';
import { arrival } from './history/channels.js';
import { journey } from './history/journeys.js';
import { segmentCall } from './history/lines.js';
import { day, type Settings, settingsOf } from './history/options.js';
import { guest, type Person, population } from './history/person.js';
import { type Random, random } from './history/random.js';
import { beginVisit } from './history/visit.js';

export interface SimulatorOptions {
  /** Where Kindred answers, e.g. `http://127.0.0.1:4400`. */
  readonly url: string;
  readonly writeKey: string;
  /** How many browse at a time. Default 6. */
  readonly visitors?: number;
  /** The seed of the history, whose people come back. Default: the history's own. */
  readonly seed?: number;
  /** How many people the history has. Default 20,000. */
  readonly people?: number;
  /** How much faster than people these visitors are. Default 3. */
  readonly pace?: number;
  /** Stops it. */
  readonly signal: AbortSignal;
  readonly clock?: () => number;
}

const longestBackoff = 30_000;
const requestTimeout = 10_000;

/**
 * Keeps a few visitors browsing through the bank over the real HTTP API: guests new and known, customers who sign in,
 * some who apply. Says nothing; waits and tries again while the server is away. Resolves once stopped.
 */
export async function startSimulator(options: SimulatorOptions): Promise<void> {
  const clock = options.clock ?? Date.now;
  const settings = settingsOf({
    now: clock(),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.people === undefined ? {} : { people: options.people }),
  });
  const everyone = population(settings);
  const visitors = Array.from({ length: options.visitors ?? 6 }, (_, index) => {
    const draw = random(clock() ^ Math.imul(index + 1, 0x9e3779b1));
    return browse(options, settings, everyone, draw, clock, index);
  });
  await Promise.all(visitors);
}

/** One of the visitors: comes, goes, and comes again as somebody else. */
async function browse(
  options: SimulatorOptions,
  settings: Settings,
  everyone: readonly Person[],
  draw: Random,
  clock: () => number,
  index: number,
): Promise<void> {
  const { signal } = options;
  const pace = options.pace ?? 3;
  try {
    // Not all at the same moment.
    await sleep((index * 2_500) / pace, undefined, { signal });
    while (!signal.aborted) {
      const script = plan(visitor(settings, everyone, draw, clock()), draw, clock());
      let before = script[0]?.time ?? 0;
      for (const event of script) {
        await sleep((event.time - before) / pace, undefined, { signal });
        before = event.time;
        await send(options, { ...event, time: clock() }, clock);
      }
      await sleep((4_000 + 30_000 * draw.next()) / pace, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** A customer of the history, one of its guests again, or somebody new. Those whom people sign in as are left to people. */
function visitor(settings: Settings, everyone: readonly Person[], draw: Random, now: number): Person {
  const known = everyone.filter((person) => person.userId !== null).length;
  const chance = draw.next();
  const first = Math.min(demoCustomers.length, known - 1);
  const found =
    chance < 0.4
      ? everyone[first + draw.below(known - first)]
      : chance < 0.6
        ? everyone[known + draw.below(everyone.length - known)]
        : undefined;
  if (found !== undefined) return found;
  const fresh = { ...guest({ ...settings, now }, draw), from: now, until: now + day, firstSeen: now };
  return { ...fresh, devices: [{ ...fresh.devices[0], anonymousId: randomUUID() }] };
}

/** A visit as the history would tell it, from now on. */
function plan(person: Person, draw: Random, now: number): readonly AcceptedEvent[] {
  const events: AcceptedEvent[] = [];
  const device = person.devices[draw.below(person.devices.length)] ?? person.devices[0];
  const known = person.userId !== null;
  const way = arrival(known, draw);
  const userId = known && draw.chance(0.5) ? person.userId : null;
  const visit = beginVisit(
    { id: randomUUID(), device, userId, arrival: way, start: now, end: Number.POSITIVE_INFINITY, draw },
    events,
  );
  journey(visit, person, way, userId !== null, false);
  return events;
}

async function send(options: SimulatorOptions, event: AcceptedEvent, clock: () => number): Promise<void> {
  const { signal, writeKey } = options;
  const body = JSON.stringify({ writeKey, sentAt: new Date(clock()).toISOString(), batch: [segmentCall(event)] });
  for (let backoff = 1_000; ; backoff = Math.min(longestBackoff, backoff * 2)) {
    try {
      const response = await fetch(`${options.url}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeout)]),
      });
      await response.arrayBuffer();
      // What the server will never take is not sent again.
      if (response.status < 500 && response.status !== 429) return;
    } catch {
      if (signal.aborted) return;
    }
    await sleep(backoff, undefined, { signal });
  }
}
