import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoCustomers } from '../customers.js';
import { groups } from './groups.js';
import { events, people } from './history.js';
import { eventLines, peopleLines } from './lines.js';
import { day, type HistoryOptions, historyDays } from './options.js';

const now = Date.UTC(2026, 4, 14, 17, 30);
const small: HistoryOptions = { now, people: 600, events: 30_000 };

async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const list: T[] = [];
  for await (const batch of batches) list.push(...batch);
  return list;
}

async function digest(lines: AsyncIterable<string>): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of lines) hash.update(line);
  return hash.digest('hex');
}

const options = fc.record({
  now: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  people: fc.integer({ min: 20, max: 150 }),
  events: fc.integer({ min: 500, max: 4_000 }),
});

describe('the history', () => {
  it('is the same, byte for byte, for the same seed', async () => {
    const again = { ...small };
    expect(await digest(eventLines(again))).toBe(await digest(eventLines(small)));
    expect(await digest(peopleLines(again))).toBe(await digest(peopleLines(small)));
    expect(groups(again)).toEqual(groups(small));
    expect(await digest(eventLines({ ...small, seed: 8 }))).not.toBe(await digest(eventLines(small)));
  });

  it('has about as many events as asked for, and two known users to three guests', async () => {
    const told = await all(events(small));
    expect(told.length).toBeGreaterThan(30_000 * 0.92);
    expect(told.length).toBeLessThan(30_000 * 1.08);
    expect(await all(people(small))).toHaveLength(240);
    const guests = new Set(told.map((event) => event.anonymousId));
    for (const person of await all(people(small))) for (const id of person.anonymousIds) guests.delete(id);
    expect(guests.size).toBeGreaterThan(350);
    expect(guests.size).toBeLessThan(400);
  });

  it('lies within 90 days, in the order of time, with ids of its own', async () => {
    await fc.assert(
      fc.asyncProperty(options, async (history) => {
        const told = await all(events(history));
        let before = history.now - historyDays * day;
        for (const event of told) {
          expect(event.time).toBeGreaterThanOrEqual(before);
          before = event.time;
        }
        expect(before).toBeLessThan(history.now);
        expect(new Set(told.map((event) => event.messageId)).size).toBe(told.length);
      }),
      { numRuns: 12 },
    );
  });

  it('joins each browser to one person at most, and only by that person’s own sign-in', async () => {
    await fc.assert(
      fc.asyncProperty(options, async (history) => {
        const owners = new Map<string, string>();
        for (const person of await all(people(history))) {
          for (const id of person.anonymousIds) {
            expect(owners.has(id)).toBe(false);
            owners.set(id, person.userId);
          }
        }
        const identified = new Set<string | null>();
        for (const event of await all(events(history))) {
          if (event.userId === null) continue;
          expect(owners.get(event.anonymousId ?? '')).toBe(event.userId);
          // Whoever is known was seen to say so on this browser before.
          if (event.type === 'identify') identified.add(event.anonymousId);
          else expect(identified.has(event.anonymousId)).toBe(true);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('puts people into groups that exist, and groups below parents that stand before them', async () => {
    const list = groups(small);
    const ids = new Set<string>();
    for (const group of list) {
      if (group.parent !== null) expect(ids.has(`${group.kind}/${group.parent}`)).toBe(true);
      ids.add(`${group.kind}/${group.id}`);
    }
    for (const person of await all(people(small))) {
      for (const group of person.groups) expect(ids.has(`${group.kind}/${group.id}`)).toBe(true);
    }
  });

  it('knows the customers whom visitors of the demo sign in as', async () => {
    const known = await all(people(small));
    for (const [index, customer] of demoCustomers.entries()) {
      expect(known[index]).toMatchObject({
        userId: customer.userId,
        traits: { email: customer.email, customer: true, openProducts: customer.open },
      });
    }
  });

  it('writes events as Segment calls', async () => {
    const calls: { type: string; [field: string]: unknown }[] = [];
    for await (const lines of eventLines({ now, people: 20, events: 500 })) {
      for (const line of lines.trimEnd().split('\n')) calls.push(JSON.parse(line));
    }
    const page = calls.find((call) => call.type === 'page');
    expect(page).toMatchObject({
      messageId: expect.any(String),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      anonymousId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
      properties: { path: expect.stringMatching(/^\/demo\//) },
      context: { page: { path: expect.stringMatching(/^\/demo\//) } },
    });
    expect(calls.every((call) => call.type !== 'track' || typeof call.event === 'string')).toBe(true);
  });
});
