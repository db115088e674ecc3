import { type BucketNode, type Criteria, inBucket } from '@kindred/criteria';
import type { RunningServer } from '@kindred/server';

type Warehouse = RunningServer['warehouse'];
export type Asked = Parameters<Warehouse['holding']>[0];

const purpose = { purpose: 'interactive' } as const;
const everybody: Criteria = { type: 'bucket', salt: '', from: 0, to: 100 };
/** Halves of everybody by chance. Which of them somebody is in says who it is: the warehouse tells bits, and no numbers. */
const halves: readonly BucketNode[] = Array.from({ length: 48 }, (_, half) => ({
  type: 'bucket',
  salt: `half ${half}`,
  from: 0,
  to: 50,
}));

/** Members of many criteria by SQL, at one instant, in one statement: a fraction of what a statement each costs. */
export class MembersBySql {
  private readonly numbers = new Map<number, number>();
  private readonly marked = new Set<number>();

  constructor(private readonly warehouse: Warehouse) {}

  /** To be called before each instant that is asked about, as people come. */
  async meet(asked: Asked): Promise<void> {
    const audience = { criteria: everybody, includeGuests: true, includes: [], excludes: [] };
    for await (const block of this.warehouse.matching({ ...asked, audience }, purpose)) {
      for (const profile of block.filter((each) => !this.marked.has(each))) this.mark(profile);
    }
  }

  async of(asked: Asked, criteria: readonly Criteria[]): Promise<ReadonlySet<number>[]> {
    const { people, sets } = await this.warehouse.holding(asked, [...criteria, ...halves], purpose);
    const holds = (set: number, person: number): boolean =>
      (((sets[set]?.[person >>> 5] ?? 0) >>> (person & 31)) & 1) === 1;
    const members = criteria.map(() => new Set<number>());
    for (let person = 0; person < people; person += 1) {
      const mark = markOf((half) => holds(criteria.length + half, person));
      const profile = this.numbers.get(mark);
      if (profile === undefined) throw new UnknownPerson('Somebody came while members were asked for');
      for (const [index, inside] of members.entries()) if (holds(index, person)) inside.add(profile);
    }
    return members;
  }

  private mark(profile: number): void {
    const mark = markOf((half) =>
      inBucket(halves[half] ?? { type: 'bucket', salt: '', from: 0, to: 0 }, String(profile)),
    );
    if (this.numbers.has(mark)) throw new UnknownPerson('Two people are in the same halves');
    this.numbers.set(mark, profile);
    this.marked.add(profile);
  }
}

/** A number with a bit for each half. */
function markOf(isIn: (half: number) => boolean): number {
  return halves.reduce((mark, _, half) => mark * 2 + Number(isIn(half)), 0);
}

class UnknownPerson extends Error {
  override readonly name = 'UnknownPerson';
}
