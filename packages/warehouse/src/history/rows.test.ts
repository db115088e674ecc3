import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../engine/process.js';
import { migrate } from '../schema/migrate.js';
import { temporaryDirectory } from '../testing/temporary.js';
import type { Transport } from '../transport.js';
import { createWarehouse } from '../warehouse.js';

const site = 1;
const moment = { segment: 's', since: 1, at: 100 };
const layout = { subject: 'person', format: 'ndjson', traits: [] } as const;

describe('rows of members while their log grows', () => {
  let engine: EngineProcess;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    engine = await EngineProcess.open(
      directory.path,
      async (transport) => {
        await migrate(transport);
      },
      () => undefined,
    );
  });
  afterAll(async () => {
    await engine.close();
    await remove();
  });

  const enter = async (profiles: readonly number[]): Promise<void> => {
    const warehouse = createWarehouse(engine);
    const change = { site, segment: 's', kind: 'entered', at: 5, cause: 'time' } as const;
    const lines = profiles.map((profile) => warehouse.encode.membership({ ...change, id: `s.${profile}.0`, profile }));
    await warehouse.insert('memberships', `${lines.join('\n')}\n`, `enter-${profiles.join('-')}`);
  };

  it('leave out nobody who was in all along', async () => {
    const members = Array.from({ length: 30 }, (_, index) => 10 * (index + 1));
    await enter(members);
    // Before each statement but the first somebody enters whose id is among those of the page.
    let statements = 0;
    const growing: Transport = {
      run: async (statement, options) => {
        if (statements > 0) await enter([10 * statements + 1, 10 * statements + 2]);
        statements += 1;
        return engine.run(statement, options);
      },
      insert: (statement, values) => engine.insert(statement, values),
      cancel: (tag) => engine.cancel(tag),
      status: () => engine.status(),
      close: () => engine.close(),
    };
    const { history } = createWarehouse(growing);
    const found: number[] = [];
    for (let after = 0; ; ) {
      const page = await history.rows(site, moment, layout, { after, limit: 7, header: false });
      if (page === null) break;
      const ids = page.bytes
        .toString()
        .trimEnd()
        .split('\n')
        .map((line): number => Number(JSON.parse(line).id));
      expect(ids.at(-1)).toBe(page.last);
      found.push(...ids);
      after = page.last;
    }
    expect(statements).toBeGreaterThan(6);
    expect(found).toEqual([...found].sort((one, other) => one - other));
    expect(new Set(found).size).toBe(found.length);
    expect(members.filter((id) => !found.includes(id))).toEqual([]);
  });

  it('are all of them where no limit is given', async () => {
    const { history } = createWarehouse(engine);
    const size = await history.size(site, moment);
    const page = await history.rows(site, moment, layout, { after: 0, limit: null, header: false });
    expect(page?.bytes.toString().trimEnd().split('\n')).toHaveLength(size);
  });
});
