import { type Criteria, compileWhere, type EventNode, evaluateKleene, eventCounter, leavesOf } from '@kindred/criteria';
import { criteriaCases } from '@kindred/criteria/cases';
import { generateCriteria, generateWorld, randomFrom, type World } from '@kindred/criteria/generate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience, Question, Warehouse } from './contract.js';
import { openWarehouse } from './open.js';
import { Sites } from './testing/site.js';
import { temporaryDirectory } from './testing/temporary.js';

const nobody: Criteria = { type: 'property', property: 'user.nothing', operator: 'known' };
const plain = (criteria: Criteria): Audience => ({ criteria, includeGuests: true, includes: [], excludes: [] });

describe('SQL agrees with the predicate', () => {
  let warehouse: Warehouse;
  let remove: () => Promise<void>;
  const worlds = Array.from({ length: 60 }, (_, seed) =>
    generateWorld(seed + 1, { count: 4, visitors: 8, requests: seed % 3 === 0 }),
  );
  const siteOfWorld = (index: number): number => 10_000 + index;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    warehouse = await openWarehouse({ path: directory.path });
    const sites = new Sites(warehouse);
    criteriaCases.forEach((each, index) => {
      sites.add(index + 1, [each]);
    });
    worlds.forEach((world, index) => {
      sites.add(siteOfWorld(index), world.visitors);
    });
    await sites.insert('agreement');
    // From here on pages and counts read kept times where they can; what is streamed reads the events.
    await warehouse.reconcile();
  }, 60_000);

  afterAll(async () => {
    await warehouse.close();
    await remove();
  });

  const certainAndPossible = async (question: Question): Promise<[readonly number[], readonly number[]]> => [
    await warehouse.page(question, 'certain', 0, 1_000, { purpose: 'interactive' }),
    await warehouse.page(question, 'possible', 0, 1_000, { purpose: 'interactive' }),
  ];

  it.each(criteriaCases.map((each, index) => ({ ...each, site: index + 1 })))('$name', async (each) => {
    const question: Question = {
      site: each.site,
      audience: plain(each.criteria),
      segment: (id) => (each.memberOf?.includes(id) ? { ...plain(nobody), includes: [1] } : undefined),
      now: each.now,
      calendar: each.calendar,
    };
    const [certain, possible] = await certainAndPossible(question);
    if (each.request === undefined) {
      expect(certain).toEqual(each.expected ? [1] : []);
      expect(possible).toEqual(certain);
    } else {
      // What the request decides, SQL leaves open; what it does not decide must be right.
      if (each.expected) expect(possible).toEqual([1]);
      else expect(certain).toEqual([]);
    }
  });

  it.each(worlds.map((world, index) => ({ world, index })))('generated world $index', async ({ world, index }) => {
    for (const criteria of world.criteria) {
      const question = questionOf(world, siteOfWorld(index), plain(criteria));
      const [certain, possible] = await certainAndPossible(question);
      const verdicts = verdictsOf(world, criteria, () => false);
      expect({ criteria, certain, possible }).toEqual({
        criteria,
        certain: idsWhere(verdicts, (verdict) => verdict === true),
        possible: idsWhere(verdicts, (verdict) => verdict !== false),
      });
      const found: number[] = [];
      for await (const block of warehouse.matching(question, { purpose: 'report' })) found.push(...block);
      expect(found).toEqual(certain);
      const known = idsWhere(
        world.visitors.map(({ subject }) => subject.userId !== null),
        (isKnown) => isKnown === true,
      );
      const heads = (ids: readonly number[]) => {
        const knownIds = ids.filter((id) => known.includes(id));
        return { known: knownIds.length, guests: ids.length - knownIds.length };
      };
      expect(await warehouse.count(question, { purpose: 'interactive' })).toEqual({
        certain: heads(certain),
        possible: heads(possible),
      });
    }
  });

  it('counts every node, what is left after it, and who enters and leaves against what is saved', async () => {
    for (const [index, world] of worlds.slice(0, 12).entries()) {
      for (const [at, criteria] of world.criteria.slice(0, 2).entries()) {
        const saved = plain(world.criteria[at + 1] ?? nobody);
        const includeGuests = index % 4 !== 0;
        const question = {
          ...questionOf(world, siteOfWorld(index), { ...plain(criteria), includeGuests }),
          saved: { ...saved, excludes: [1] },
        };
        const counted = await warehouse.breakdown(question, { purpose: 'interactive' });
        const { certain, possible } = await warehouse.count(question, { purpose: 'interactive' });
        expect({ certain: counted.certain, possible: counted.possible }).toEqual({ certain, possible });

        const isCounted = (visitor: number) => includeGuests || world.visitors[visitor]?.subject.userId !== null;
        const bound = (holds: readonly (boolean | null)[]) => ({
          certain: holds.filter((each, visitor) => each === true && isCounted(visitor)).length,
          possible: holds.filter((each, visitor) => each !== false && isCounted(visitor)).length,
        });
        const verdicts = (of: Criteria) => verdictsOf(world, of, () => false);
        const expected = [...placesIn(criteria)].map(({ path, node, before }) => ({
          path,
          ...bound(verdicts(node)),
          left: before === null ? null : bound(verdicts({ type: 'all', of: [...before, node] })),
        }));
        const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
        expect({ criteria, nodes: [...counted.nodes].sort(byPath) }).toEqual({
          criteria,
          nodes: expected.sort(byPath),
        });

        const now = verdicts(criteria).map((each, visitor) => (isCounted(visitor) ? each : false));
        const then = verdicts(saved.criteria).map((each, visitor) => visitor !== 0 && each);
        const entering = await warehouse.page(question, 'entering', 0, 1_000, { purpose: 'interactive' });
        const leaving = await warehouse.page(question, 'leaving', 0, 1_000, { purpose: 'interactive' });
        expect(entering).toEqual(idsWhere(now, (each) => each !== false).filter((id) => then[id - 1] !== true));
        expect(leaving).toEqual(idsWhere(then, (each) => each !== false).filter((id) => now[id - 1] !== true));
        const total = ({ known, guests }: { known: number; guests: number }) => known + guests;
        expect([counted.entering, counted.leaving].map((each) => each && total(each.possible))).toEqual([
          entering.length,
          leaving.length,
        ]);
        expect(counted.entering && total(counted.entering.certain)).toBe(
          now.filter((each, visitor) => each === true && then[visitor] === false).length,
        );
      }
    }
  }, 120_000);

  it('counts who satisfies criteria at an earlier instant, and who does at one of the two alone', async () => {
    let differing = 0;
    for (const [index, world] of worlds.slice(0, 24).entries()) {
      const [earliest, latest] = spanOf(world);
      const at = Math.round(earliest + (latest - earliest) * ((index % 7) / 7));
      for (const criteria of world.criteria.slice(0, 2)) {
        const includeGuests = index % 4 !== 0;
        const now = questionOf(world, siteOfWorld(index), { ...plain(criteria), includeGuests });
        const earlier = { ...now, now: at, seenBy: at };
        const verdictsAt = (instant: number) =>
          verdictsOf(before(world, instant), criteria, () => false).map((each, visitor) =>
            includeGuests || world.visitors[visitor]?.subject.userId !== null ? each : false,
          );
        const [present, past] = [verdictsAt(world.now), verdictsAt(at)];
        const heads = (holds: (visitor: number) => boolean) => {
          const found = world.visitors.filter((_, visitor) => holds(visitor));
          const known = found.filter(({ subject }) => subject.userId !== null).length;
          return { known, guests: found.length - known };
        };
        const estimate = (verdicts: readonly (boolean | null)[], others: readonly (boolean | null)[]) => ({
          certain: heads((visitor) => verdicts[visitor] === true && others[visitor] === false),
          possible: heads((visitor) => verdicts[visitor] !== false && others[visitor] !== true),
        });
        const none = world.visitors.map(() => false);
        expect({ criteria, ...(await warehouse.thenAndNow(now, earlier, { purpose: 'report' })) }).toEqual({
          criteria,
          now: estimate(present, none),
          earlier: estimate(past, none),
          onlyNow: estimate(present, past),
          onlyEarlier: estimate(past, present),
        });
        const page = (which: 'onlyNow' | 'onlyEarlier') =>
          warehouse.pageOfOne(now, earlier, which, 0, 1_000, { purpose: 'report' });
        const alone = (verdicts: readonly (boolean | null)[], others: readonly (boolean | null)[]) =>
          idsWhere(verdicts, (each) => each !== false).filter((id) => others[id - 1] !== true);
        expect(await page('onlyNow')).toEqual(alone(present, past));
        expect(await page('onlyEarlier')).toEqual(alone(past, present));
        if (alone(present, past).length + alone(past, present).length > 0) differing += 1;
      }
    }
    expect(differing).toBeGreaterThan(10);
  }, 120_000);

  it('agrees on segments inside segments, with people named in and out', async () => {
    for (const [index, world] of worlds.slice(0, 20).entries()) {
      const [first = nobody, second = nobody] = world.criteria;
      const random = randomFrom(index);
      const inner: Audience = { criteria: first, includeGuests: false, includes: [1, 2], excludes: [2, 3] };
      const outer: Audience = {
        criteria: { type: 'any', of: [{ type: 'segment', segment: 'inner' }, second] },
        includeGuests: true,
        includes: [4],
        excludes: [1],
      };
      const segments = new Map([
        ['inner', inner],
        ['outer', outer],
      ]);
      const criteria = generateCriteria(random, world.schema, { segments: ['inner', 'outer', 'gone'], depth: 5 });
      const question = {
        ...questionOf(world, siteOfWorld(index), plain(criteria)),
        segment: (id: string) => segments.get(id),
      };
      const memberships = world.visitors.map((_, visitor) => memberIn(world, visitor, segments));
      const [certain, possible] = await certainAndPossible(question);
      const verdicts = verdictsOf(world, criteria, (visitor, segment) => {
        const isMember = memberships[visitor];
        return isMember === undefined ? false : isMember(segment);
      });
      expect({ criteria, certain, possible }).toEqual({
        criteria,
        certain: idsWhere(verdicts, (verdict) => verdict === true),
        possible: idsWhere(verdicts, (verdict) => verdict !== false),
      });
    }
  });

  it('counts leaves per profile over all joined identities', async () => {
    for (const [index, world] of worlds.slice(0, 30).entries()) {
      const leaves = world.criteria
        .flatMap(leavesOf)
        .filter((leaf): leaf is EventNode => leaf.type === 'event' && leaf.of === undefined);
      const ever = [...leaves.slice(0, 3), ...textLeaves(world).slice(0, 3)].map(
        ({ window: _, ...leaf }): EventNode => leaf,
      );
      const asked = ever.map((node, leaf) => ({ node, keep: leaf % 2 === 0 ? 3 : 1 }));
      const found = new Map<string, { count: number; times: readonly number[] }>();
      const past = { position: 1e9, calendar: world.calendar };
      for await (const block of warehouse.leafCounts(siteOfWorld(index), asked, past, { purpose: 'backfill' })) {
        for (const { leaf, profile, count, times } of block) {
          if (profile < 500) found.set(`${leaf} ${profile}`, { count, times });
        }
      }
      for (const [leaf, { node, keep }] of asked.entries()) {
        const where = compileWhere(node.where, world.calendar);
        world.visitors.forEach(({ events }, visitor) => {
          const { count } = eventCounter(node, world.calendar)({ events, now: world.now });
          const times = events.filter((event) => event.name === node.event && where(event)).map((event) => event.time);
          expect(found.get(`${leaf} ${visitor + 1}`)).toEqual(
            count === 0 ? undefined : { count, times: times.sort((a, b) => a - b).slice(-keep) },
          );
        });
      }
    }
  });
});

/** Every node about people with its path; of a part of an "all of" also the parts before it, but of the first. */
function* placesIn(
  node: Criteria,
  path = '',
  before: readonly Criteria[] | null = null,
): Generator<{ path: string; node: Criteria; before: readonly Criteria[] | null }> {
  yield { path, node, before };
  const at = (part: string) => (path === '' ? part : `${path}.${part}`);
  if (node.type === 'not') yield* placesIn(node.of, at('of'));
  if (node.type !== 'all' && node.type !== 'any' && node.type !== 'atLeast') return;
  for (const [index, part] of node.of.entries()) {
    const earlier = node.type === 'all' && index > 0 ? node.of.slice(0, index) : null;
    yield* placesIn(part, at(`of[${index}]`), earlier);
  }
}

/** Conditions on one event that differ by the text that a property has, some of them equal. */
function textLeaves(world: World): EventNode[] {
  return world.visitors.flatMap(({ events }) =>
    events.flatMap(({ name, properties }) =>
      Object.entries(properties).flatMap(([path, value]): EventNode[] =>
        (Array.isArray(value) ? value : [value]).flatMap((text: unknown) =>
          typeof text !== 'string'
            ? []
            : [
                {
                  type: 'event',
                  event: name,
                  where: { type: 'property', property: `properties.${path}`, operator: 'equals', value: text },
                  count: { atLeast: 1 },
                },
              ],
        ),
      ),
    ),
  );
}

/** When the first and the last event of a world happened. */
function spanOf(world: World): readonly [number, number] {
  const times = world.visitors.flatMap(({ events }) => events.map(({ time }) => time));
  return [Math.min(world.now, ...times), Math.min(world.now, Math.max(0, ...times))];
}

/** The world as it was: what had happened by then. */
function before(world: World, now: number): World {
  const visitors = world.visitors.map(({ subject, events }) => ({
    subject,
    events: events.filter(({ time }) => time <= now),
  }));
  return { ...world, now, visitors };
}

function questionOf(world: World, site: number, audience: Audience): Question {
  return { site, audience, segment: () => undefined, now: world.now, calendar: world.calendar };
}

function verdictsOf(
  world: World,
  criteria: Criteria,
  isMember: (visitor: number, segment: string) => boolean | null,
): (boolean | null)[] {
  return world.visitors.map(({ subject, events }, visitor) =>
    evaluateKleene(criteria, {
      subject: { ...subject, id: String(visitor + 1) },
      events,
      request: null,
      isMember: (segment) => isMember(visitor, segment),
      now: world.now,
      calendar: world.calendar,
    }),
  );
}

function memberIn(world: World, visitor: number, segments: ReadonlyMap<string, Audience>) {
  const isMember = (id: string): boolean | null => {
    const audience = segments.get(id);
    const { subject: found = null, events = [] } = world.visitors[visitor] ?? {};
    const subject = found === null ? null : { ...found, id: String(visitor + 1) };
    if (audience === undefined || subject === null) return false;
    if (audience.excludes.includes(visitor + 1)) return false;
    if (audience.includes.includes(visitor + 1)) return true;
    if (!audience.includeGuests && subject.userId === null) return false;
    const { now, calendar } = world;
    return evaluateKleene(audience.criteria, { subject, events, request: null, isMember, now, calendar });
  };
  return isMember;
}

function idsWhere<Verdict>(verdicts: readonly Verdict[], holds: (verdict: Verdict) => boolean): number[] {
  return verdicts.flatMap((verdict, index) => (holds(verdict) ? [index + 1] : []));
}
