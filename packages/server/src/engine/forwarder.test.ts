import { expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import { createEngine } from './engine.js';

it('what forwards to the warehouse ends where it is told to while it is looking for work', async () => {
  const bench = await EngineBench.open();
  await bench.engine.close();
  let compared = (): void => undefined;
  const comparing = new Promise<void>((begun) => {
    bench.warehouse = {
      ...bench.warehouse,
      reconcile: () =>
        new Promise((resolve) => {
          compared = resolve;
          begun();
        }),
      cancel: async () => compared(),
    };
  });
  bench.engine = await createEngine({
    log: bench.store.log,
    state: bench.store.state,
    definitions: bench.store.definitions,
    warehouse: bench.warehouse,
    clock: () => bench.now,
    onError: (error) => bench.errors.push(error),
  });
  await comparing;
  await bench.close();
  expect(bench.errors).toEqual([]);
});
