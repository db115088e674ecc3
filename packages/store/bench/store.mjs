// Measures the embedded state store. Usage: node packages/store/bench/store.mjs (after a build); about 30 s.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../dist/index.js';

const PROFILES = 100_000;
const FLUSH = 2_500;
const BODY = 'x'.repeat(1_000);

let seed = 42;
function random(below) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

const empty = {
  profiles: [],
  deletedProfiles: [],
  identities: [],
  groups: [],
  deletedGroups: [],
  groupMembers: [],
  memberships: [],
  endedMemberships: [],
  changes: [],
  outbox: [],
};
let position = 0;
const flushTo = (parts) => ({ ...empty, ...parts, checkpoint: { position: ++position, nextIdentity: 1e9, clock: 1 } });
const profile = (id) => ({ id, site: 1, body: BODY, dueAt: 1.7e12 + random(1e9) });
const show = (name, value, unit) => console.log(name.padEnd(58), value.toFixed(value < 100 ? 1 : 0).padStart(9), unit);
const quantile = (times, q) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))];

async function measureState({ state, definitions }) {
  for (let id = 1; id <= PROFILES; id += FLUSH) {
    const ids = Array.from({ length: FLUSH }, (_, n) => id + n);
    await state.flush(
      flushTo({
        profiles: ids.map(profile),
        identities: ids.map((n) => ({
          id: n,
          site: 1,
          kind: 'anonymous',
          value: `visitor-${n}`,
          claimedBy: null,
          current: true,
          profile: n,
        })),
      }),
    );
  }
  const flushes = [];
  const posts = [];
  for (let round = 0; round < 30; round++) {
    const flush = flushTo({
      profiles: Array.from({ length: FLUSH }, () => profile(1 + random(PROFILES))),
      memberships: Array.from({ length: 500 }, () => ({ set: random(100), profile: random(PROFILES), since: 1 })),
      changes: Array.from({ length: 500 }, (_, n) => ({
        id: `c-${round}-${n}`,
        site: 1,
        segment: `segment-${n % 100}`,
        profile: random(PROFILES),
        kind: 'entered',
        at: 1,
        cause: 'event:0123456789',
      })),
      outbox: [{ table: 'events', body: `${BODY}\n`.repeat(1_000), rows: 1_000 }],
    });
    const start = performance.now();
    const done = state.flush(flush);
    posts.push(performance.now() - start);
    await done;
    flushes.push(performance.now() - start);
    await state.endForward(await state.beginForward(round + 1, round + 1));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  show(`flush: ${FLUSH} profiles of 1 KB, 500 memberships, 1 MB outbox p50`, quantile(flushes, 0.5), 'ms');
  show('flush p95', quantile(flushes, 0.95), 'ms');
  show('  of it on the calling thread', quantile(posts, 0.5), 'ms');

  const read = async (name, count, call) => {
    const start = performance.now();
    for (let n = 0; n < count; n++) await call(n);
    show(name, ((performance.now() - start) * 1_000) / count, 'us');
  };
  await read('profiles([id])', 30_000, () => state.profiles([1 + random(PROFILES)]));
  await read('identities(site, [], [value])', 30_000, () =>
    state.identities(1, [], [`visitor-${1 + random(PROFILES)}`]),
  );
  await read('isMember(set, profile)', 30_000, () => state.isMember(random(100), random(PROFILES)));
  await read('profilesAfter, 1,000 rows', 50, () => state.profilesAfter(1, random(PROFILES), 1_000));
  await definitions.settings.set('a', 'b');
  await read('definitions.settings.get', 3_000, () => definitions.settings.get('a'));
  await read('definitions.settings.set', 100, (n) => definitions.settings.set('a', String(n)));
}

async function measureLog({ log }) {
  let id = 0;
  const batch = (size) => ({
    site: 1,
    receivedAt: 1.7e12,
    messageIds: Array.from({ length: size }, () => `analytics-${random(1e9)}-${++id}`),
    body: 'x'.repeat(size * 400),
  });
  const load = async (lanes, count, size) => {
    const latencies = [];
    const start = performance.now();
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let n = 0; n < count / lanes; n++) {
          const appended = performance.now();
          const { position: at } = await log.append(batch(size));
          latencies.push(performance.now() - appended);
          if (at % 50 === 0) await log.truncate(at - 25);
        }
      }),
    );
    const seconds = (performance.now() - start) / 1_000;
    show(`append, ${size} events a batch, ${lanes} at a time`, (count * size) / seconds, 'events/s');
    show('  latency p50', quantile(latencies, 0.5), 'ms');
    show('  latency p99', quantile(latencies, 0.99), 'ms');
  };
  await load(1, 200, 1);
  await load(10, 4_000, 100);
  await load(10, 4_000, 100);
  await load(1, 200, 1);
}

const path = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
const store = await openSqliteStore({ path, clock: Date.now });
try {
  await measureState(store);
  await measureLog(store);
} finally {
  await store.close();
  rmSync(path, { recursive: true });
}
