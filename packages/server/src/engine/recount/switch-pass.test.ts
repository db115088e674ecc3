import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';

it('a switch that was noted, and not made before the process ended, takes nobody’s membership', async () => {
  const bench = await EngineBench.open();
  await bench.segment('ordered', { type: 'event', event: 'Order', count: { atLeast: 1 } });
  const people = ['ana', 'ben', 'cyd'];
  for (const userId of people) await bench.send(bench.track({ userId }, 'Order'));
  await bench.restart((path) => {
    const db = new DatabaseSync(`${path}/state/state.sqlite`);
    const shown: { set_id: number } = db.prepare("SELECT set_id FROM segment_runtimes WHERE segment = 'ordered'").get();
    const pairs = [{ segment: 'ordered', old: shown.set_id, next: 1_000_001 }];
    const noted = [{ number: 1_000_000, at: bench.now, cause: 'edit', pairs }];
    db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(
      `engine.switches.${bench.site.id}`,
      JSON.stringify(noted),
    );
    db.close();
  });
  for (const userId of people) await bench.send(bench.track({ userId }, 'Order'));
  expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered']);
  await bench.engine.recompute(bench.site.id, ['ordered']);
  await bench.engine.idle();
  expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered']);
  const { rows } = await bench.store.state.changes(bench.site.id, { segment: 'ordered' }, null, 100);
  expect(rows.map(({ kind }) => kind)).toEqual(['entered', 'entered', 'entered']);
  expect(await bench.differences()).toEqual([]);
  expect(bench.errors).toEqual([]);
  await bench.close();
});
