import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountLife } from '../testing/account-life.js';
import { localTime, placesOf, tabulated, timeIn } from '../testing/history-tables.js';

const day = 86_400_000;
const life = new AccountLife(20_261_001);
const { begin, keys } = life;
const { nameIn, endOfWeek } = localTime(life.timeZone);

beforeAll(() => life.live(), 120_000);
afterAll(() => life.test.stop());

const id = (key: string) => life.ids.get(key);
const inside = (key: string, at: number) => life.inside(key, at);
const instant = (at: number) => new Date(at).toISOString();

async function get(path: string) {
  const answer = await life.test.get(path);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.complete ?? true).toBe(true);
  return answer.body;
}

describe('the history of segments of accounts', () => {
  it('comes from a life in which everything happens', () => {
    for (const key of keys) {
      expect(life.stays(key).length, key).toBeGreaterThan(8);
      expect(
        life.stays(key).filter(({ to }) => to <= life.ended),
        key,
      ).not.toEqual([]);
    }
  });

  it.each(keys)('says which accounts were in “%s” at any moment', async (key) => {
    const instants = [
      ...life.changesOf(key).flatMap((at) => [at - 1, at, at + 1]),
      ...life.stays(key).flatMap(({ from, to }) => [from - 1, from, Math.min(to, life.ended) - 1]),
      life.ended,
    ].slice(0, 60);
    for (const at of instants) {
      const inForce = life.inForce(key, at);
      const expected = inside(key, at);
      const { known, size, items } = await get(`/v1/segments/${id(key)}/history/members?at=${instant(at)}&limit=200`);
      expect({ at, known, size }).toEqual({ at, known: inForce, size: inForce ? expected.size : null });
      expect(items.map((one: { id: string }) => one.id).sort()).toEqual([...expected].sort());
    }
  });

  it.each(['day', 'week', 'month'])('says how they grew by the %s', async (by) => {
    for (const key of keys) {
      const range = `from=${instant(begin)}&to=${instant(life.ended)}`;
      const { buckets } = await get(`/v1/segments/${id(key)}/history/growth?by=${by}&${range}`);
      expect(nameIn(by, Date.parse(buckets[0].start))).toBe(nameIn(by, begin));
      for (const { start, end, size, entered, exited, causes } of buckets) {
        const name = nameIn(by, Date.parse(start));
        const within = (at: number) => nameIn(by, at) === name;
        const last = Math.min(Date.parse(end) - 1, life.ended);
        const expected = {
          size: life.inForce(key, last) ? inside(key, last).size : null,
          entered: life.stays(key).filter((one) => within(one.from)).length,
          counted: life.stays(key).filter((one) => within(one.from) && one.counted).length,
          // Those whom a deactivation cut off did not exit.
          exited: life.stays(key).filter(({ to: at }) => at <= life.ended && within(at) && !life.isEnd(key, at)).length,
        };
        expect({ size, entered, exited, counted: causes.backfill?.entered ?? 0 }, `${key} ${name}`).toEqual(expected);
      }
    }
  });

  it('tells enters and exits by what caused them', async () => {
    const causesOf = async (key: string) => {
      const { buckets } = await get(`/v1/segments/${id(key)}/history/growth?by=month&from=2026-10-01`);
      return new Set(buckets.flatMap((bucket: { causes: object }) => Object.keys(bucket.causes)));
    };
    expect(await causesOf('gold')).toEqual(new Set(['backfill', 'group']));
    expect(await causesOf('buying')).toEqual(new Set(['backfill', 'event', 'time', 'group', 'edit']));
  });

  it('says how many of those that entered in a week are in it some weeks later', async () => {
    for (const key of keys) {
      const { cohorts } = await get(`/v1/segments/${id(key)}/history/retention?by=week&from=2026-10-01&periods=4`);
      for (const { start, end, size, inside: later, stayed } of cohorts) {
        const name = nameIn('week', Date.parse(start));
        const entries = life.stays(key).filter((one) => !one.counted && nameIn('week', one.from) === name);
        const cohort = new Set(entries.map(({ who }) => who));
        expect(size, `${key} ${name}`).toBe(cohort.size);
        const ends = [0, 1, 2, 3, 4].map((step) => endOfWeek(Date.parse(end), step));
        const known = (at: number) => at - 1 <= life.ended && life.inForce(key, at - 1);
        expect(later, `${key} ${name}`).toEqual(
          ends.map((at) => (known(at) ? [...cohort].filter((who) => inside(key, at - 1).has(who)).length : null)),
        );
        expect(stayed, `${key} ${name}`).toEqual(
          ends.map((at) =>
            known(at) ? new Set(entries.filter(({ to }) => to >= at).map(({ who }) => who)).size : null,
          ),
        );
      }
    }
  });

  it('says where those that left are now, and where those that entered came from', async () => {
    const [from, to] = [begin + 12 * day, begin + 25 * day];
    const within = (at: number) => from <= at && at <= to;
    for (const key of keys) {
      const range = `from=${instant(from)}&to=${instant(to)}`;
      const { left, entered } = await get(`/v1/segments/${id(key)}/history/flow?${range}`);
      const leaving = life.stays(key).filter(({ to: at }) => within(at) && !life.isEnd(key, at));
      const leavers = new Set(leaving.map(({ who }) => who));
      expect(tabulated(left), key).toEqual(placesOf(leavers, keys, (other) => inside(other, life.ended)));
      const first = new Map<string, number>();
      for (const { who, from: at, counted } of life.stays(key)) {
        if (within(at) && !counted) first.set(who, Math.min(at, first.get(who) ?? at));
      }
      const others = keys.filter((other) => other !== key);
      expect(tabulated(entered), key).toEqual(
        placesOf(new Set(first.keys()), others, (other) => {
          const before = [...first].filter(([who, at]) => inside(other, at - 1).has(who));
          return new Set(before.map(([who]) => who));
        }),
      );
    }
  });

  it('counts every combination of them exactly, at any moment', async () => {
    for (const at of [begin + 11 * day, begin + 19 * day, begin + 30 * day, life.ended]) {
      const list = keys.map((key) => id(key)).join(',');
      const { segments, regions } = await get(`/v1/segments/overlap?segments=${list}&at=${instant(at)}`);
      expect(segments.map((one: { size: number }) => one.size)).toEqual(keys.map((key) => inside(key, at).size));
      const expected = [];
      for (let bits = 1; bits < 1 << keys.length; bits++) {
        const wanted = keys.filter((_, index) => (bits & (1 << index)) !== 0);
        const all = life.everyone.filter((who) => wanted.every((key) => inside(key, at).has(who)));
        const only = all.filter((who) => keys.every((key) => wanted.includes(key) || !inside(key, at).has(who)));
        if (all.length === 0) continue;
        expected.push({ segments: wanted.map((key) => id(key)), only: only.length, all: all.length });
      }
      expect(regions).toEqual(expected);
    }
  });

  it('says how long an account has been in each', async () => {
    for (const who of life.everyone) {
      const { items, asOf } = await get(`/v1/groups/account/${who}/stays`);
      const answered = Object.fromEntries(
        items.map((one: { segment: { key: string }; milliseconds: number }) => [one.segment.key, one.milliseconds]),
      );
      const expected: Record<string, number> = {};
      for (const key of keys) {
        const mine = life.stays(key).filter((one) => one.who === who);
        if (mine.length > 0) expected[key] = timeIn(mine, Date.parse(asOf));
      }
      expect(answered, who).toEqual(expected);
    }
  });

  it('says so without SQL and live state differing', async () => {
    expect((await life.test.post('/v1/verify', {})).body.differences).toBe(0);
  });
});
