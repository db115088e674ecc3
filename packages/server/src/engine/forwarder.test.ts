import { expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

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
  await bench.openEngine();
  await comparing;
  await bench.close();
  expect(bench.errors).toEqual([]);
});
