import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localTime, placesOf, tabulated, timeIn } from '../testing/history-tables.js';
import { SegmentLife } from '../testing/segment-life.js';

const day = 86_400_000;
const life = new SegmentLife(20_260_301);
const { begin, keys, users } = life;

beforeAll(() => life.live(), 120_000);
afterAll(() => life.test.stop());

const id = (key: string) => life.ids.get(key);
const inside = (key: string, at: number) => life.inside(key, at);
const instant = (at: number) => new Date(at).toISOString();

/** By which ids an answer names somebody. */
const nameOf = (item: { userId: string | null; anonymousIds: string[] }) => item.userId ?? item.anonymousIds[0];

async function get(path: string) {
  const answer = await life.test.get(path);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.complete ?? true).toBe(true);
  return answer.body;
}

const { nameIn, endOfWeek } = localTime(life.timeZone);

describe('the history of segments', () => {
  it('comes from a life in which everything happens', () => {
    for (const key of keys) expect(life.stays(key).length, key).toBeGreaterThan(8);
  });

  it.each(keys)('says who was in “%s” at any moment', async (key) => {
    const instants = [
      ...Array.from({ length: 15 }, () => life.anyTime()),
      ...life.changesOf(key).flatMap((at) => [at - 1, at, at + 1]),
      ...life
        .stays(key)
        .slice(0, 6)
        .flatMap(({ from, to }) => [from - 1, from, Math.min(to, life.ended) - 1, Math.min(to, life.ended)]),
      life.ended,
    ];
    for (const at of instants) {
      const inForce = life.inForce(key, at);
      const expected = inside(key, at);
      const path = `/v1/segments/${id(key)}/history/members?at=${instant(at)}`;
      const { known, size, items } = await get(`${path}&limit=200`);
      expect({ at, known, size }).toEqual({ at, known: inForce, size: inForce ? expected.size : null });
      expect(items.map(nameOf).sort()).toEqual([...expected].map((who) => life.person(who)).sort());
    }
  });

  it('computes who would have been in before a segment was in force, where that is asked for', async () => {
    for (const key of ['views', 'calm']) {
      for (const at of [begin + day, begin + 1.5 * day, begin + 23 * day].filter((one) => !life.inForce(key, one))) {
        const expected = life.wouldHaveBeen(key, at);
        const path = `/v1/segments/${id(key)}/history/members?at=${instant(at)}&computed=true&limit=200`;
        const { known, basis, size, items } = await get(path);
        expect({ known, basis, size }).toEqual({ known: false, basis: 'computed', size: expected.size });
        expect(items.map(nameOf).sort()).toEqual([...expected].sort());
      }
    }
  });

  it('gives long lists of members by the page', async () => {
    const path = `/v1/segments/${id('calm')}/history/members?at=${instant(life.ended)}`;
    const all = (await get(`${path}&limit=200`)).items;
    const paged: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: unknown[]; next: string | null } = await get(`${path}&limit=2&cursor=${next}`);
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged).toEqual(all);
  });

  it.each(['hour', 'day', 'week', 'month'])('says how segments grew by the %s', async (by) => {
    const from = by === 'hour' ? Date.parse('2026-10-22T00:00:00Z') : begin;
    const to = by === 'hour' ? Date.parse('2026-10-27T00:00:00Z') : life.ended;
    for (const key of keys) {
      const range = `from=${instant(from)}&to=${instant(to)}`;
      const { buckets } = await get(`/v1/segments/${id(key)}/history/growth?by=${by}&${range}`);
      expect(nameIn(by, Date.parse(buckets[0].start))).toBe(nameIn(by, from));
      expect(nameIn(by, Date.parse(buckets.at(-1).start))).toBe(nameIn(by, to));
      for (const { start, end, size, entered, exited, causes } of buckets) {
        const name = nameIn(by, Date.parse(start));
        expect(nameIn(by, Date.parse(end) - 1)).toBe(name);
        const within = (at: number) => nameIn(by, at) === name;
        const last = Math.min(Date.parse(end) - 1, life.ended);
        const inForce = life.inForce(key, last);
        const expected = {
          size: inForce ? inside(key, last).size : null,
          entered: life.stays(key).filter((one) => within(one.from)).length,
          counted: life.stays(key).filter((one) => within(one.from) && one.counted).length,
          // Those whom a deactivation cut off did not exit.
          exited: life.stays(key).filter(({ to: at }) => at <= life.ended && within(at) && !life.isEnd(key, at)).length,
        };
        expect({ size, entered, exited, counted: causes.backfill?.entered ?? 0 }, `${key} ${name}`).toEqual(expected);
        const sum = (kind: 'entered' | 'exited') =>
          Object.values<Record<string, number>>(causes).reduce((total, moves) => total + (moves[kind] ?? 0), 0);
        expect([sum('entered'), sum('exited')]).toEqual([entered, exited]);
      }
    }
  });

  it('tells enters and exits by what caused them', async () => {
    const causesOf = async (key: string) => {
      const { buckets } = await get(`/v1/segments/${id(key)}/history/growth?by=month&from=2026-10-01`);
      return new Set(buckets.flatMap((bucket: { causes: object }) => Object.keys(bucket.causes)));
    };
    const found = new Set((await Promise.all(keys.map(causesOf))).flatMap((causes) => [...causes]));
    expect(found).toEqual(new Set(['backfill', 'event', 'time', 'trait', 'merge', 'edit']));
    expect(await causesOf('gold')).toEqual(new Set(['backfill', 'trait']));
  });

  it('says how many of those who entered in a week are in it some weeks later', async () => {
    for (const key of keys) {
      const { cohorts } = await get(`/v1/segments/${id(key)}/history/retention?by=week&from=2026-10-01&periods=4`);
      for (const { start, end, size, inside: later, stayed } of cohorts) {
        const name = nameIn('week', Date.parse(start));
        expect(nameIn('week', Date.parse(end))).not.toBe(name);
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

  it('says where those who left are now, and where those who entered came from', async () => {
    const [from, to] = [begin + 12 * day, begin + 25 * day];
    const within = (at: number) => from <= at && at <= to;
    for (const key of keys) {
      const range = `from=${instant(from)}&to=${instant(to)}`;
      const { left, entered } = await get(`/v1/segments/${id(key)}/history/flow?${range}`);
      const leavers = new Set(
        life
          .stays(key)
          .filter(({ who, to: at }) => within(at) && !life.isEnd(key, at) && !life.isJoin(who, at))
          .map(({ who }) => life.person(who)),
      );
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

  it('counts every combination of segments exactly, at any moment', async () => {
    for (const at of [begin + 8 * day, begin + 19 * day, begin + 30 * day, life.ended]) {
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

  it('says how long a person has been in each segment', async () => {
    for (const who of users) {
      const found = await life.test.get(`/v1/profiles/lookup?userId=${who}`);
      if (found.status === 404) continue;
      const { items, asOf } = await get(`/v1/profiles/${found.body.id}/stays`);
      const answered = Object.fromEntries(
        items.map((one: { segment: { key: string }; milliseconds: number; since: string | null }) => [
          one.segment.key,
          { milliseconds: one.milliseconds, since: one.since },
        ]),
      );
      const expected: Record<string, unknown> = {};
      for (const key of keys) {
        const mine = life.stays(key).filter((one) => life.person(one.who) === who);
        if (mine.length === 0) continue;
        const present = mine.filter(({ to }) => to > life.ended);
        expected[key] = {
          milliseconds: timeIn(mine, Date.parse(asOf)),
          since: present.length === 0 ? null : expect.any(String),
        };
      }
      expect(answered, who).toEqual(expected);
    }
  });

  it('is refused for segments that are decided per request, by name', async () => {
    const criteria = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const { body } = await life.test.post('/v1/segments', { name: { en: 'On Chrome' }, criteria });
    const paths = ['history', 'history/members', 'history/growth', 'history/retention', 'history/flow'];
    for (const path of [...paths.map((one) => `${body.id}/${one}`), `overlap?segments=${id('views')},${body.id}`]) {
      const refused = await life.test.get(`/v1/segments/${path}`);
      expect([refused.status, refused.body.code], path).toEqual([409, 'request_time_segment']);
      expect(refused.body.detail).toContain('“On Chrome”');
    }
  });

  it('names what is wrong with a question', async () => {
    const growth = `/v1/segments/${id('views')}/history/growth`;
    const codeOf = async (path: string) => {
      const { status, body } = await life.test.get(path);
      return [status, body.code, body.errors?.[0]?.path];
    };
    expect(await codeOf(`${growth}?from=yesterday`)).toEqual([400, 'invalid_time', 'from']);
    expect(await codeOf(`${growth}?from=2030-01-01`)).toEqual([400, 'invalid_time', 'from']);
    expect(await codeOf(`${growth}?from=2026-10-09&to=2026-10-08`)).toEqual([400, 'invalid_time', 'from']);
    expect(await codeOf(`${growth}?by=hour&from=2020-01-01`)).toEqual([400, 'too_many_buckets', 'by']);
    expect(await codeOf(`${growth}?by=minute`)).toEqual([400, 'invalid_request', 'by']);
    const overlap = '/v1/segments/overlap?segments=';
    expect(await codeOf(`${overlap}nothing`)).toEqual([400, 'invalid_segments', 'segments[0]']);
    expect(await codeOf(`${overlap}${id('views')},${id('views')}`)).toEqual([400, 'invalid_segments', 'segments[1]']);
    expect(await codeOf(`${overlap}${id('views')},${id('calm')}&at=${instant(begin + 22 * day)}`)).toEqual([
      409,
      'members_not_known',
      'segments[1]',
    ]);
  });

  it('is another site’s for nobody', async () => {
    const other = life.test.auth(await life.test.otherSite('other'));
    for (const path of ['history', 'history/members', 'history/growth', 'history/retention', 'history/flow']) {
      expect((await life.test.get(`/v1/segments/${id('views')}/${path}`, other)).status, path).toBe(404);
    }
    expect((await life.test.get(`/v1/segments/overlap?segments=${id('views')}`, other)).status).toBe(400);
  });

  it('goes on over a restart', async () => {
    const path = `/v1/segments/${id('calm')}/history`;
    const before = await get(path);
    expect(before.items).toHaveLength(2);
    await life.test.restart();
    expect(await get(path)).toEqual(before);
  });
});
