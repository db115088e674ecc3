import { accountSubject, type Criteria, evaluate } from '@kindred/criteria';
import type { World } from '@kindred/criteria/generate';
import type { EngineBench } from './engine-bench.js';

export interface Segment {
  readonly id: string;
  readonly criteria: Criteria;
}

/** The accounts of a segment, and the people of the segment that refers to it. */
export async function compareAccounts(
  bench: EngineBench,
  world: World,
  site: number,
  segment: Segment,
  worldSeed: number,
): Promise<string[]> {
  const disagreements: string[] = [];
  const rows = await bench.engine.members(site, segment.id, 0, 1_000);
  const ids = new Set(
    bench.engine
      .accountIds(
        site,
        rows.map((row) => row.profile),
      )
      .values(),
  );
  const people = await Promise.all(
    world.visitors.map(async ({ subject, events }, number) => {
      const who = subject.userId === null ? { anonymousId: `g-${number}` } : { userId: subject.userId };
      const id = (await bench.engine.resolve(site, who)) ?? 0;
      return { subject: { ...subject, id: String(id) }, events, isMember: () => false };
    }),
  );
  const inside = new Set<string>();
  for (const account of world.groups.account) {
    const expected = evaluate(segment.criteria, {
      subject: accountSubject(account),
      people: people.filter(({ subject }) => subject.groups.account?.some(({ id }) => id === account.id)),
      events: [],
      request: null,
      isMember: () => false,
      now: bench.now,
      calendar: world.calendar,
    });
    if (expected) inside.add(account.id);
    const read = bench.engine.account(site, account.id)?.memberships.some((one) => one.segment === segment.id) ?? false;
    if (ids.has(account.id) === expected && read === expected) continue;
    const where = `${account.id} in ${JSON.stringify(segment.criteria)} at ${bench.now}, world ${worldSeed}`;
    disagreements.push(`live ${ids.has(account.id)}, read ${read}, predicate ${expected}: ${where}`);
  }
  for (const { subject } of people) {
    const profile = await bench.engine.profile(site, Number(subject.id));
    const live = profile?.memberships.some((one) => one.segment === `p${segment.id}`) ?? false;
    const expected = subject.userId !== null && (subject.groups.account ?? []).some(({ id }) => inside.has(id));
    if (live === expected) continue;
    const where = `${subject.id} of accounts in ${JSON.stringify(segment.criteria)} at ${bench.now}, world ${worldSeed}`;
    disagreements.push(`live ${live}, predicate ${expected}: ${where}`);
  }
  return disagreements;
}
