import { expect, it, onTestFinished } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';

const bought = { type: 'event', event: 'Bought', count: { atLeast: 1 } } as const;
const seen = { type: 'event', event: 'Seen', count: { atLeast: 1 } } as const;
const calendar = { timeZone: 'UTC', weekStart: 1 };

it('counts a segment of one site while another site’s long count is under way', async () => {
  const bench = await EngineBench.open();
  onTestFinished(() => bench.close());
  const other = await bench.addSite(calendar);
  await bench.send(bench.track({ userId: 'ada' }, 'Bought'));
  await bench.engine.accept(other.id, bench.now, [bench.track({ userId: 'bo' }, 'Bought')]);

  const counts = bench.holdCounts(bench.site.id);
  const status = (site: number, segment: string) => bench.engine.status(site, segment);

  await bench.define('long', bought);
  await bench.define('short', bought, { site: other.id });
  await expect.poll(() => status(other.id, 'short')).toMatchObject({ state: 'ready', size: 1 });
  // An end, too, waits for nobody else's count.
  await bench.define('short', bought, { site: other.id, active: false, version: 2 });
  expect(status(other.id, 'short').state).toBe('inactive');
  await bench.define('next', seen, { site: other.id });
  await expect.poll(() => status(other.id, 'next')).toMatchObject({ state: 'ready', size: 0 });
  expect(status(bench.site.id, 'long').state).toBe('backfilling');

  counts.release();
  await bench.engine.idle();
  expect(status(bench.site.id, 'long')).toMatchObject({ state: 'ready', size: 1 });
  expect(bench.errors).toEqual([]);
});

it('gives every site a turn, however many there are', async () => {
  const bench = await EngineBench.open();
  onTestFinished(() => bench.close());
  const sites = [];
  for (let i = 0; i < 6; i += 1) {
    const site = await bench.addSite(calendar);
    sites.push(site);
    await bench.engine.accept(site.id, bench.now, [bench.track({ userId: 'ada' }, 'Bought')]);
  }
  for (const [index, site] of sites.entries()) await bench.define(`of-${index}`, bought, { site: site.id });
  await bench.engine.idle();
  for (const [index, site] of sites.entries()) {
    expect(bench.engine.status(site.id, `of-${index}`)).toMatchObject({ state: 'ready', size: 1 });
  }
  expect(bench.errors).toEqual([]);
});
