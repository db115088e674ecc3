import type { randomFrom, World } from '@kindred/criteria/generate';
import type { AcceptedEvent } from '../engine/contract.js';
import type { EngineBench } from './engine-bench.js';

type Random = ReturnType<typeof randomFrom>;

/** To erase an event or to part two people takes half a second: in a large world all of them would take most of the time. */
const most = { erased: 16, strangers: 8 } as const;

/**
 * What should never have come into a world: events, strangers joined to known visitors, people. Once all of it is put
 * right, everybody must be as if it had never been.
 */
export interface Wrongs {
  readonly events: readonly AcceptedEvent[];
  right(bench: EngineBench, site: number): Promise<void>;
}

export function wrongsOf(bench: EngineBench, world: World, random: Random): Wrongs {
  const erased: string[] = [];
  const strangers: { readonly userId: string; readonly anonymousId: string }[] = [];
  const people: string[] = [];
  const events: AcceptedEvent[] = [];
  for (const [number, { subject }] of world.visitors.entries()) {
    const copied = random.pick(world.visitors).events.slice(0, 2);
    const as = (ids: Partial<AcceptedEvent>): AcceptedEvent[] =>
      copied.map(({ name, time, properties, context }) =>
        bench.event({ type: 'track', name, time, properties, context, ...ids }),
      );
    const { userId } = subject;
    if (erased.length < most.erased && random.chance(20)) {
      const wrong = as(userId === null ? { anonymousId: `g-${number}` } : { userId });
      erased.push(...wrong.map(({ messageId }) => messageId));
      events.push(...wrong);
    }
    if (userId !== null && strangers.length < most.strangers && random.chance(30)) {
      const anonymousId = `stranger-${number}`;
      strangers.push({ userId, anonymousId });
      const joining = { userId, anonymousId, time: world.now };
      events.push(
        bench.event({
          type: 'identify',
          anonymousId,
          traits: { plan: 'of a stranger', likes: ['x'] },
          time: world.now,
        }),
        ...as({ anonymousId }),
        bench.event({ type: 'identify', ...joining, traits: {} }),
      );
    }
    if (random.chance(10)) {
      people.push(`somebody-${number}`);
      events.push(...as({ userId: `somebody-${number}`, anonymousId: `of-somebody-${number}` }));
    }
  }
  return {
    events,
    async right(bench, site) {
      const done: Promise<unknown>[] = [];
      for (const messageId of erased) done.push(bench.engine.eraseEvent(site, messageId, 'test'));
      for (const { userId, anonymousId } of strangers) {
        const profile = (await bench.engine.resolve(site, { userId })) ?? 0;
        await bench.engine.part(site, profile, anonymousId, 'test');
      }
      for (const userId of people) {
        const profile = await bench.engine.resolve(site, { userId });
        if (profile !== null) done.push(bench.engine.erasePerson(site, profile, random.chance(50), 'test'));
      }
      await Promise.all(done);
    },
  };
}
