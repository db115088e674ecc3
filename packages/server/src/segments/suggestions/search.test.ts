import { describe, expect, it } from 'vitest';
import { type People, sizeOf } from './bits.js';
import { type Condition, type Found, type SearchInput, searchGroups } from './search.js';
import { together } from './together.js';

/** Repeatable chance in [0, 1): mulberry32. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function where(people: number, holds: (person: number) => boolean): People {
  const set = new Uint32Array(Math.ceil(people / 32));
  for (let person = 0; person < people; person += 1) {
    if (holds(person)) set[person >>> 5] = (set[person >>> 5] ?? 0) | (1 << (person & 31));
  }
  return set;
}

const has = (set: People, person: number): boolean => ((set[person >>> 5] ?? 0) & (1 << (person & 31))) !== 0;

const search = (input: Partial<SearchInput> & Pick<SearchInput, 'people' | 'outcome' | 'conditions'>): Promise<Found> =>
  searchGroups(
    { minimumSize: 20, depth: 3, limit: 10, somebodyWithout: false, ...input },
    () => new Promise((resolve) => setImmediate(resolve)),
  );

describe('the search for groups', () => {
  it('counts as one reckons by hand', async () => {
    // 100 people; the first 40 satisfy the condition, 30 of them and 12 of the other 60 have the outcome.
    const condition = where(100, (person) => person < 40);
    const outcome = where(100, (person) => person < 30 || person >= 88);
    const { groups, possible, counted } = await search({
      people: 100,
      outcome,
      conditions: [{ about: 'plan', people: condition }],
      depth: 1,
    });
    expect([possible, counted]).toEqual([1, 1]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ of: [0], direction: 'above', size: 40, having: 30 });
    expect(groups[0]?.lift.value).toBeCloseTo(30 / 40 / (42 / 100), 12);
    // One group possible: uncorrected. Twice the tail from 30 on, reckoned with whole numbers.
    let tail = 0n;
    const choose = (n: bigint, k: bigint): bigint => (k === 0n ? 1n : (choose(n - 1n, k - 1n) * n) / k);
    for (let a = 30n; a <= 40n; a += 1n) tail += choose(42n, a) * choose(58n, 40n - a);
    const scale = 10n ** 30n;
    const exact = Number((2n * tail * scale) / choose(100n, 40n)) / Number(scale);
    expect(groups[0]?.pValue).toBeCloseTo(exact, 12);
    expect((groups[0]?.pValue ?? 0) / exact).toBeCloseTo(1, 8);
  });

  it('corrects for every group that was possible, on each level', async () => {
    const random = seeded(3);
    const people = 2_000;
    const sets = Array.from({ length: 10 }, () => where(people, () => random() < 0.4));
    const [first = new Uint32Array()] = sets;
    const outcome = where(people, (person) => random() < (has(first, person) ? 0.5 : 0.1));
    const conditions = sets.map((set, at): Condition => ({ about: `trait ${at}`, people: set }));
    const alone = await search({ people, outcome, conditions: conditions.slice(0, 1), depth: 1 });
    const among = await search({ people, outcome, conditions });
    expect(among.possible).toBe(10 + 45 + 120);
    const factor = (among.groups[0]?.pValue ?? 0) / (alone.groups[0]?.pValue ?? 1);
    expect(among.groups[0]?.of).toEqual([0]);
    expect(factor).toBeCloseTo(10 * 3, 6);
  });

  it('finds a planted group first, and no narrower one that adds nothing', async () => {
    const random = seeded(11);
    const people = 5_000;
    const sets = Array.from({ length: 24 }, (_, at) => where(people, () => random() < 0.2 + (at % 5) * 0.1));
    const [, , , one = new Uint32Array(), , , , other = new Uint32Array()] = sets;
    const outcome = where(people, (person) => random() < (has(one, person) && has(other, person) ? 0.6 : 0.1));
    const conditions = sets.map((set, at): Condition => ({ about: `trait ${at}`, people: set }));
    const { groups } = await search({ people, outcome, conditions });
    const above = groups.filter(({ direction }) => direction === 'above');
    expect(above[0]).toMatchObject({ of: [3, 7] });
    expect(above.every(({ of }) => of.includes(3) || of.includes(7))).toBe(true);
    expect(above.filter(({ of }) => of.includes(3) && of.includes(7))).toHaveLength(1);
    for (const { of, size, having } of groups) {
      const members = where(people, (person) => of.every((at) => has(sets[at] ?? new Uint32Array(), person)));
      expect(size).toBe(sizeOf(members));
      expect(having).toBe(sizeOf(where(people, (person) => has(members, person) && has(outcome, person))));
    }
  });

  it('tells nothing where the outcome has nothing to do with anything, but 5 times in 100', async () => {
    let told = 0;
    const rounds = 60;
    for (let round = 0; round < rounds; round += 1) {
      const random = seeded(1_000 + round);
      const people = 800;
      const conditions = Array.from({ length: 12 }, (_, at): Condition => {
        const share = 0.1 + random() * 0.7;
        return { about: `trait ${at}`, people: where(people, () => random() < share) };
      });
      const outcome = where(people, () => random() < 0.25);
      const { groups } = await search({ people, outcome, conditions });
      if (groups.length > 0) told += 1;
    }
    // Of 60 rounds at 5 %, more than 8 would come once in 100 such tests.
    expect(told).toBeLessThanOrEqual(8);
  });

  it('shows groups of nearly the same people once, the simpler', async () => {
    const random = seeded(5);
    const people = 3_000;
    const gold = where(people, () => random() < 0.3);
    const same = where(people, (person) => has(gold, person) && random() < 0.97);
    const other = where(people, () => random() < 0.5);
    const outcome = where(people, (person) => random() < (has(gold, person) ? 0.7 : 0.1));
    const conditions = [gold, same, other].map((set, at): Condition => ({ about: `trait ${at}`, people: set }));
    const { groups } = await search({ people, outcome, conditions });
    const above = groups.filter(({ direction }) => direction === 'above');
    expect(above).toHaveLength(1);
    expect(above[0]?.of).toHaveLength(1);
  });

  it('tells of groups of other values of one thing the best where they share most, and all where they share nobody', async () => {
    const people = 4_000;
    const random = seeded(21);
    const age = Array.from({ length: people }, () => Math.floor(random() * 60));
    const ages = (person: number) => age[person] ?? 0;
    const outcome = where(people, (person) => random() < (ages(person) >= 40 ? 0.7 : ages(person) < 10 ? 0.6 : 0.1));
    const from = [40, 35, 30].map((at): Condition => {
      return { about: 'age', end: { of: 'from', at }, people: where(people, (person) => ages(person) >= at) };
    });
    const young: Condition = { about: 'age', people: where(people, (person) => ages(person) < 10) };
    const { groups } = await search({ people, outcome, conditions: [...from, young], depth: 1 });
    expect(groups.filter(({ direction }) => direction === 'above').map(({ of }) => of)).toEqual([[0], [3]]);
  });

  it('leaves out groups that are too small, or leave too few others', async () => {
    const people = 200;
    const few = where(people, (person) => person < 19);
    const most = where(people, (person) => person < 185);
    const outcome = where(people, (person) => person < 19);
    const conditions = [few, most].map((set, at): Condition => ({ about: `trait ${at}`, people: set }));
    expect(await search({ people, outcome, conditions })).toMatchObject({ groups: [], possible: 0 });
  });

  it('puts a range together of its two ends, and no two conditions about one thing else', async () => {
    const people = 4_000;
    const age = (person: number) => person % 80;
    const random = seeded(9);
    const outcome = where(people, (person) => random() < (age(person) >= 30 && age(person) < 40 ? 0.8 : 0.1));
    const conditions: Condition[] = [30, 40].flatMap((at): Condition[] => [
      { about: 'age', end: { of: 'from', at }, people: where(people, (person) => age(person) >= at) },
      { about: 'age', end: { of: 'to', at }, people: where(people, (person) => age(person) < at) },
    ]);
    const { groups } = await search({ people, outcome, conditions });
    expect(groups[0]).toMatchObject({ of: [0, 3], size: 500 });
    expect(groups.filter(({ of }) => of.length > 1)).toHaveLength(1);
  });

  it('ends where nobody waits any more', async () => {
    const people = 400_000;
    const random = seeded(2);
    const conditions = Array.from({ length: 30 }, (_, at): Condition => {
      return { about: `trait ${at}`, people: where(people, () => random() < 0.5) };
    });
    let asked = 0;
    const gone = new RangeError('gone');
    const input = {
      people,
      outcome: where(people, () => random() < 0.2),
      conditions,
      limit: 10,
      somebodyWithout: false,
    };
    const found = searchGroups({ ...input, minimumSize: 20, depth: 3 }, async () => {
      asked += 1;
      if (asked === 3) throw gone;
    });
    await expect(found).rejects.toBe(gone);
  });
});

describe('groups together', () => {
  it('are those that meet the outcome best as one, by the harmonic mean of precision and recall', () => {
    const people = 128;
    const outcome = where(people, (person) => person < 40);
    const first = where(people, (person) => person < 20);
    const second = where(people, (person) => person >= 20 && person < 44);
    const useless = where(people, (person) => person >= 100);
    // 20 of 20 and 20 of 24: as one 40 of 44, F₁ = 80/84; with the third 40 of 72, F₁ = 80/112.
    expect(together([useless, first, second], outcome, 40)).toEqual({ of: [1, 2], size: 44, having: 40 });
    expect(together([first], outcome, 40)).toBeNull();
    expect(together([], outcome, 40)).toBeNull();
  });
});
