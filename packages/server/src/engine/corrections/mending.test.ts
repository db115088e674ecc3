import type { Criteria } from '@kindred/criteria';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';

const orders = (atLeast: number): Criteria => ({ type: 'event', event: 'Order', count: { atLeast } });
const account = { kind: 'account', id: 'acme' } as const;

let bench: EngineBench;
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(async () => {
  expect(bench.errors).toEqual([]);
  await bench.close();
});

describe('what live state and SQL differ in', () => {
  it('is found and mended, whether state, memberships or a person are wrong', async () => {
    await bench.segment('once', orders(1));
    await bench.segment('twice', orders(2));
    await bench.segment('busy', { type: 'people', of: orders(2), count: { atLeast: 1 } }, { subject: 'account' });
    for (const userId of ['ana', 'ben', 'cyd']) {
      await bench.send(bench.track({ userId }, 'Order'), bench.track({ userId }, 'Order'));
    }
    await bench.send(bench.event({ type: 'group', userId: 'ana', group: account, traits: {} }));
    const [ana, ben] = await Promise.all(['ana', 'ben'].map((userId) => bench.profileOf({ userId })));
    await bench.restart((path) => {
      const db = new DatabaseSync(`${path}/state/state.sqlite`);
      // A lost membership, one of nobody, and a count that is wrong.
      db.prepare('DELETE FROM memberships WHERE profile = ?').run(ana);
      db.prepare(
        'INSERT INTO memberships (set_id, profile, since) SELECT set_id, 999999, 0 FROM membership_sets',
      ).run();
      const row: { body: string } = db.prepare('SELECT body FROM profiles WHERE id = ?').get(ben);
      db.prepare('UPDATE profiles SET body = ? WHERE id = ?').run(row.body.replaceAll('"n":2', '"n":0'), ben);
      db.close();
    });
    await bench.send(bench.track({ userId: 'ben' }, 'Order'));
    expect((await bench.differences()).length).toBeGreaterThan(0);

    bench.now += 20_000;
    const { found, left } = await bench.engine.mend(bench.site.id);
    expect(found.some(({ missing }) => missing.includes(ana ?? 0))).toBe(true);
    expect(found.some(({ extra }) => extra.includes(999_999))).toBe(true);
    expect(left.flatMap(({ missing, extra }) => [...missing, ...extra])).toEqual([]);
    expect(bench.engine.status(bench.site.id, 'twice').size).toBe(3);
    expect(bench.engine.status(bench.site.id, 'busy').size).toBe(1);
    const { rows } = await bench.store.state.changes(bench.site.id, { segment: 'twice', profile: ben ?? 0 }, null, 10);
    expect(rows[0]).toMatchObject({ kind: 'entered', cause: 'mend', at: bench.now });
    await bench.restart();
    expect(await bench.differences()).toEqual([]);
  });

  it('is mended of the user whom a guest becomes while it is', async () => {
    await bench.segment('once', orders(1));
    await bench.segment('twice', orders(2));
    const guest = { anonymousId: 'phone' };
    await bench.send(bench.track({ userId: 'ana' }, 'View'), bench.track(guest, 'Order'), bench.track(guest, 'Order'));
    const phone = await bench.profileOf(guest);
    await bench.restart((path) => {
      const db = new DatabaseSync(`${path}/state/state.sqlite`);
      const row: { body: string } = db.prepare('SELECT body FROM profiles WHERE id = ?').get(phone);
      db.prepare('UPDATE profiles SET body = ? WHERE id = ?').run(row.body.replaceAll('"n":2', '"n":0'), phone);
      db.prepare('DELETE FROM memberships').run();
      db.close();
    });
    const reading = bench.holdPasts();
    const mending = bench.engine.mend(bench.site.id);
    await reading.begun;
    await bench.send(bench.event({ type: 'identify', userId: 'ana', ...guest, traits: {} }));
    reading.release();
    const { found, left } = await mending;
    expect(found.map(({ missing }) => missing)).toEqual([[phone], [phone]]);
    expect(left.flatMap(({ missing, extra }) => [...missing, ...extra])).toEqual([]);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['once', 'twice']);
  });

  it('is told and mended whole, however much it is', async () => {
    await bench.segment('once', orders(1));
    const people = Array.from({ length: 2_500 }, (_, index) => `u${index}`);
    await bench.send(...people.map((userId) => bench.track({ userId }, 'Order')));
    await bench.restart((path) => {
      const db = new DatabaseSync(`${path}/state/state.sqlite`);
      db.prepare('DELETE FROM memberships').run();
      db.close();
    });
    const { found, left } = await bench.engine.mend(bench.site.id);
    expect(found.map(({ missing }) => missing.length)).toEqual([2_500]);
    expect(left.map(({ missing, extra }) => missing.length + extra.length)).toEqual([0]);
    expect(bench.engine.status(bench.site.id, 'once').size).toBe(2_500);
  });
});
