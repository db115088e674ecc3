import { type Lift, liftOf } from '../insight/lift.js';
import { type Count, countBoth, inAll, type People, sizeOf } from './bits.js';
import { logPValue } from './exact-test.js';

/** One condition that a group may have. */
export interface Condition {
  /** What it asks about; two conditions about the same thing are not put together. */
  readonly about: string;
  /** Unless one of them is an end `from` and the other an end `to` of a range of the same numbers. */
  readonly end?: { readonly of: 'from' | 'to'; readonly at: number };
  readonly people: People;
}

export interface SearchInput {
  /** Everybody. */
  readonly people: number;
  readonly outcome: People;
  readonly conditions: readonly Condition[];
  /** The fewest people of a group, and of all others. */
  readonly minimumSize: number;
  /** The most conditions of a group: 1 to 3. */
  readonly depth: number;
  /** The most groups of each direction. */
  readonly limit: number;
  /** Whether a group must have somebody without the outcome. */
  readonly somebodyWithout: boolean;
}

export type Direction = 'above' | 'below';

export interface FoundGroup extends Count {
  /** Places in `conditions`, ascending. */
  readonly of: readonly number[];
  readonly direction: Direction;
  readonly lift: Lift;
  /** Corrected for all groups that were possible. */
  readonly pValue: number;
}

export interface Found {
  readonly groups: readonly FoundGroup[];
  /** Groups that were possible: conjunctions of the conditions that enough people have, and enough have not. */
  readonly possible: number;
  /** Of these, how many were counted. */
  readonly counted: number;
}

/** Called between pieces of work of a few milliseconds: gives others their turn, and throws where nobody waits any more. */
export type Pause = (done: number, of: number) => Promise<void>;

/** Groups of each direction that are made narrower, on each level. */
const beamWidth = 12;
const level = 0.05;
/** A group of whose people so many are in another one tells nothing new. */
const inside = 0.8;
/** Of two groups told apart by the same things, so many of the smaller one's. */
const overlapping = 0.5;

interface Candidate extends Count {
  readonly of: readonly number[];
}

/**
 * Groups in which an outcome is much more, or less, usual than among everybody: a beam search over conjunctions
 * (subgroup discovery; Klösgen 1996, Advances in Knowledge Discovery and Data Mining: 249–271), with Webb's tests of
 * what it finds (2007, Machine Learning 68: 1–33).
 *
 * 1. Every condition is counted; then each of the most telling groups of either direction with every further condition.
 *    Told are, of all people and without sampling, the size and how many have the outcome.
 * 2. A group must differ from all others by Fisher's exact test, and of several conditions each must add something: within
 *    the group without it, those who satisfy it differ from those who do not, in the same direction.
 * 3. P-values are corrected by Bonferroni with layers (Webb 2008, Machine Learning 71: 307–323): multiplied by the
 *    levels and by the number of groups of so many conditions that were *possible*, counted or not. So it does not matter
 *    that the counts themselves say where to look further; the chance of telling any group where the outcome has nothing to
 *    do with any condition is at most 5 %. Which conditions there are must not depend on the outcome.
 * 4. In order of the near end of the lift's 95 % interval. A group that lies inside one before it is not told, nor one that
 *    differs from it only in the values of the same things and shares half of the smaller one's people; of two of nearly
 *    the same people the simpler stays.
 *
 * Cost: about 2 · 12 · depth · conditions passes over two bits a person.
 */
export async function searchGroups(input: SearchInput, pause: Pause): Promise<Found> {
  const { conditions, people, minimumSize, depth } = input;
  const outcome = sizeOf(input.outcome);
  const work = new Work(pause, conditions.length * (1 + 2 * beamWidth * (depth - 1)));
  const first: Candidate[] = [];
  for (const [at, condition] of conditions.entries()) {
    await work.step();
    const count = countBoth(condition.people, condition.people, input.outcome);
    if (count.size >= minimumSize && people - count.size >= minimumSize) first.push({ of: [at], ...count });
  }
  const usable = first.flatMap(({ of }) => of);
  const levels = Array.from({ length: depth }, (_, index) => choose(usable.length, index + 1));
  const counted = new Map(first.map((each) => [keyOf(each.of), each]));
  let before = first;
  for (let conjuncts = 2; conjuncts <= depth; conjuncts += 1) {
    const next: Candidate[] = [];
    for (const parent of beamOf(before, people, outcome)) {
      const members = inAll(parent.of.flatMap((at) => conditions[at]?.people ?? []));
      for (const at of usable) {
        await work.step();
        const condition = conditions[at];
        if (condition === undefined || !mayJoin(parent.of, at, conditions)) continue;
        const of = [...parent.of, at].sort((a, b) => a - b);
        const key = keyOf(of);
        if (counted.has(key)) continue;
        const count = countBoth(members, condition.people, input.outcome);
        const group = { of, ...count };
        counted.set(key, group);
        if (count.size >= minimumSize && count.size < parent.size) next.push(group);
      }
    }
    before = next;
  }
  const judged = new Judge(input, outcome, levels, counted);
  const groups: FoundGroup[] = [];
  for (const direction of ['above', 'below'] as const) groups.push(...(await judged.best(direction, work)));
  return { groups, possible: levels.reduce((sum, each) => sum + each, 0), counted: counted.size };
}

/** Counts what is done, and pauses between. */
class Work {
  private done = 0;
  private since = performance.now();

  constructor(
    private readonly pause: Pause,
    private readonly total: number,
  ) {}

  async step(): Promise<void> {
    this.done += 1;
    if (performance.now() - this.since < 4) return;
    await this.pause(Math.min(this.done, this.total), this.total);
    this.since = performance.now();
  }
}

/** Decides which of the groups counted are told. */
class Judge {
  constructor(
    private readonly input: SearchInput,
    private readonly outcome: number,
    private readonly levels: readonly number[],
    private readonly counted: Map<string, Candidate>,
  ) {}

  async best(direction: Direction, work: Work): Promise<readonly FoundGroup[]> {
    const { minimumSize, somebodyWithout, limit } = this.input;
    const ranked = [...this.counted.values()]
      .filter(({ size, having }) => size >= minimumSize && !(somebodyWithout && having === size))
      .filter((group) => direction === directionOf(group, this.input.people, this.outcome))
      .flatMap((group) => {
        const lift = this.lift(group);
        const unlike = lift === null ? 0 : direction === 'above' ? Math.log2(lift.low) : -Math.log2(lift.high);
        return lift !== null && unlike > 0 ? [{ group, lift, unlike }] : [];
      })
      .sort((a, b) => b.unlike - a.unlike || a.group.of.length - b.group.of.length || b.group.size - a.group.size);
    const best: Told[] = [];
    for (const { group, lift } of ranked) {
      if (best.length === limit) break;
      await work.step();
      const pValue = this.corrected(group, direction);
      if (pValue > level) continue;
      const told: Told = { ...group, direction, lift, pValue, members: this.members(group.of) };
      const around = best.findIndex((each) => this.saysTheSame(told, each));
      const before = best[around];
      if (before === undefined) best.push(told);
      else if (told.of.length < before.of.length && share(before, told) >= inside) best[around] = told;
    }
    return best.map(({ members: _, ...found }) => found);
  }

  /** The largest of the p-values of a group's tests, corrected. */
  private corrected(group: Candidate, direction: Direction): number {
    const possible = (this.levels[group.of.length - 1] ?? 1) * this.levels.length;
    const everybody = { size: this.input.people, having: this.outcome };
    const wholes =
      group.of.length === 1 ? [] : group.of.map((_, at) => this.count(group.of.filter((__, i) => i !== at)));
    let largest = Number.NEGATIVE_INFINITY;
    for (const whole of [everybody, ...wholes]) {
      const others = { size: whole.size - group.size, having: whole.having - group.having };
      if (others.size === 0 || directionOf(group, whole.size, whole.having) !== direction) return 1;
      largest = Math.max(largest, logPValue({ group, others }));
    }
    return Math.min(1, Math.exp(largest + Math.log(possible)));
  }

  private lift({ size, having }: Count): Lift | null {
    return liftOf({
      segment: { with: having, all: size },
      everyone: { with: this.outcome, all: this.input.people },
    });
  }

  /** Counts of a group that the search may not have come by. */
  private count(of: readonly number[]): Candidate {
    const key = keyOf(of);
    const known = this.counted.get(key);
    if (known !== undefined) return known;
    const members = this.members(of);
    return { of, ...countBoth(members, members, this.input.outcome) };
  }

  private members(of: readonly number[]): People {
    return inAll(of.flatMap((at) => this.input.conditions[at]?.people ?? []));
  }

  /** Whether a group tells nothing new beside one that stands before it. */
  private saysTheSame(group: Told, before: Told): boolean {
    const about = ({ of }: Told) => of.map((at) => this.input.conditions[at]?.about).sort();
    const alike = about(group).join('\n') === about(before).join('\n');
    // They share at most the smaller of the two, which spares the look at most pairs.
    if (!alike && before.size < inside * group.size) return false;
    return share(group, before) >= inside || (alike && share(group, before, 'smaller') >= overlapping);
  }
}

/** A group with who is in it. */
interface Told extends FoundGroup {
  readonly members: People;
}

/** Which share of a group, or of the smaller of the two, is in both. */
function share(group: Told, other: Told, of: 'group' | 'smaller' = 'group'): number {
  const common = countBoth(group.members, other.members, group.members).size;
  return common / (of === 'group' ? group.size : Math.min(group.size, other.size));
}

const keyOf = (of: readonly number[]): string => of.join(' ');

function directionOf({ size, having }: Count, people: number, outcome: number): Direction {
  return having * people > outcome * size ? 'above' : 'below';
}

function mayJoin(of: readonly number[], at: number, conditions: readonly Condition[]): boolean {
  const added = conditions[at];
  return of.every((each) => {
    const present = conditions[each];
    if (present === undefined || added === undefined || each === at) return false;
    if (present.about !== added.about) return true;
    const [from, to] = present.end?.of === 'from' ? [present.end, added.end] : [added.end, present.end];
    return from?.of === 'from' && to?.of === 'to' && from.at < to.at;
  });
}

/** The most telling groups of either direction, by how many standard deviations they lie off; of equal groups one. */
function beamOf(groups: readonly Candidate[], people: number, outcome: number): readonly Candidate[] {
  const share = outcome / people;
  const scored = groups.map((group) => {
    const variance = group.size * share * (1 - share) * (1 - group.size / people);
    return { group, score: variance === 0 ? 0 : (group.having - group.size * share) / Math.sqrt(variance) };
  });
  const top = (sign: 1 | -1): readonly Candidate[] => {
    const seen = new Set<string>();
    return scored
      .filter(({ score }) => score * sign > 0)
      .sort((a, b) => sign * (b.score - a.score))
      .flatMap(({ group }) => {
        const figure = `${group.size} ${group.having}`;
        if (seen.has(figure)) return [];
        seen.add(figure);
        return [group];
      })
      .slice(0, beamWidth);
  };
  return [...top(1), ...top(-1)];
}

/** In how many ways k of n can be chosen, for k up to 3. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let at = 0; at < k; at += 1) ways = (ways * (n - at)) / (at + 1);
  return Math.max(0, Math.round(ways));
}
