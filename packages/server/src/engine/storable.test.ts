import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

async function* chunks<T>(rows: readonly T[]): AsyncIterable<readonly T[]> {
  yield rows;
}

describe('text that no store keeps as it is', () => {
  let bench: EngineBench;
  beforeEach(async () => {
    bench = await EngineBench.open();
  });
  afterEach(() => bench.close());

  const refused = (path: string) => expect.objectContaining({ code: 'unstorable_text', path });

  it.each(['a\0', 'a\ud800', '\udc00a'])('is refused by the engine, whoever hands it over (%j)', async (bad) => {
    const { engine, site } = bench;
    const person = { userId: 'ana', anonymousIds: [], traits: {}, groups: [], firstSeen: null };
    const accepted = (event: Parameters<EngineBench['event']>[0]) => bench.send(bench.event(event));
    await expect(accepted({ type: 'identify', userId: bad })).rejects.toEqual(refused('userId'));
    await expect(accepted({ type: 'identify', anonymousId: bad })).rejects.toEqual(refused('anonymousId'));
    await expect(accepted({ type: 'alias', userId: 'a', previousId: bad })).rejects.toEqual(refused('previousId'));
    await expect(accepted({ type: 'track', userId: 'a', name: bad })).rejects.toEqual(refused('name'));
    await expect(accepted({ type: 'track', userId: 'a', messageId: bad })).rejects.toEqual(refused('messageId'));
    const group = { kind: 'team', id: bad } as const;
    await expect(accepted({ type: 'group', userId: 'a', group })).rejects.toEqual(refused('groupId'));
    const below = { kind: 'team', id: 't', parent: bad } as const;
    await expect(accepted({ type: 'group', userId: 'a', group: below })).rejects.toEqual(refused('parent'));
    await expect(engine.putGroup(site.id, 'team', bad, {})).rejects.toEqual(refused('id'));
    await expect(engine.putGroup(site.id, 'team', 't', { parent: bad })).rejects.toEqual(refused('parent'));
    await expect(engine.setGroupMember(site.id, 'team', bad, 'ana', true)).rejects.toEqual(refused('id'));
    await expect(engine.setGroupMember(site.id, 'team', 't', bad, true)).rejects.toEqual(refused('userId'));
    for (const one of [{ userId: bad }, { anonymousIds: [bad] }, { groups: [{ kind: 'team' as const, id: bad }] }]) {
      const people = chunks([{ ...person, ...one }]);
      await expect(engine.importPeople(site.id, people, () => undefined)).rejects.toMatchObject({
        code: 'unstorable_text',
      });
    }
    const past = chunks([bench.track({ anonymousId: bad }, 'Bought')]);
    await expect(engine.importEvents(site.id, past, () => undefined)).rejects.toEqual(refused('anonymousId'));

    expect(engine.healthy).toBe(true);
    await bench.restart();
    await bench.send(bench.track({ userId: 'ana' }, 'Bought'));
    expect(await bench.engine.resolve(site.id, { userId: 'ana' })).not.toBeNull();
    expect(bench.errors).toEqual([]);
  });

  it('is left out of a log that has it, and all else of the log is there', async () => {
    const { site } = bench;
    await bench.send(bench.track({ userId: 'before' }, 'Bought'));
    await bench.engine.settle(5_000);
    const joined = bench.event({ type: 'identify', userId: 'before', anonymousId: 'a\0b' });
    const beside = bench.track({ userId: 'beside' }, 'Bought');
    const after = bench.track({ userId: 'after' }, 'Bought');
    for (const events of [[joined, beside], [after]]) {
      const messageIds = events.map(({ messageId }) => messageId);
      await bench.store.log.append({ site: site.id, receivedAt: bench.now, messageIds, body: JSON.stringify(events) });
    }
    for (let start = 0; start < 2; start++) {
      await bench.restart();
      for (const userId of ['before', 'beside', 'after']) {
        expect({ userId, profile: await bench.engine.resolve(site.id, { userId }) }).toEqual({
          userId,
          profile: expect.any(Number),
        });
      }
      await bench.send(bench.track({ userId: `start-${start}` }, 'Bought'));
      await bench.engine.settle(5_000);
      expect(bench.engine.healthy).toBe(true);
    }
    // Told of once: what is written is not replayed.
    expect(bench.errors).toEqual([refused('anonymousId')]);
  });
});
