import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, type Webhook } from '@kindred/store';
import { expect, it } from 'vitest';
import { Hearing } from './hearing.js';

const day = 86_400_000;
const webhook: Webhook = {
  id: 'w',
  site: 1,
  url: 'https://example.com',
  segments: ['a'],
  secret: 's',
  active: true,
  version: 1,
  createdAt: 100,
};

it('what a webhook hears of goes by the instant of the change, also after a restart', async () => {
  const path = await mkdtemp(join(tmpdir(), 'kindred-hearing-'));
  const store = await openSqliteStore({ path, clock: () => 0 });
  try {
    const { settings } = store.definitions;
    const hearing = await Hearing.open(settings, [1]);
    const off = { ...webhook, active: false };
    const other = { ...webhook, segments: ['b'] };
    await hearing.keep(webhook, 200, [webhook]);
    await hearing.keep(off, 300, [off]);
    for (const one of [hearing, await Hearing.open(settings, [1])]) {
      const heard = (segment: string) =>
        [99, 100, 200, 201, 300, 301].filter((at) => one.hears(other, { at, segment }));
      expect([heard('a'), heard('b')]).toEqual([[100, 200], [301]]);
      expect(one.hears({ ...webhook, id: 'another' }, { at: 250, segment: 'a' })).toBe(true);
    }
    // Changes of so long ago are kept no longer, and deleted webhooks leave nothing.
    await hearing.keep(other, 300 + 91 * day, [other]);
    await hearing.keep({ ...webhook, id: 'another' }, 400 + 91 * day, [other, { ...webhook, id: 'another' }]);
    hearing.forget('w');
    await hearing.keep({ ...webhook, id: 'third' }, 500 + 91 * day, []);
    expect(Object.keys(JSON.parse((await settings.get('webhooks.earlier.1')) ?? ''))).toEqual(['third']);
  } finally {
    await store.close();
    await rm(path, { recursive: true });
  }
});
