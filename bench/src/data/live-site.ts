import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { runProduct } from '@kindred/cli/testing';
import { encodeProfile, newProfile } from '@kindred/live';
import { type IdentityRow, openSqliteStore, type ProfileRow, type SqliteStore } from '@kindred/store';
import { nothingElse } from './big-state.js';
import { createSegments, liveCriteria } from './segments.js';

export const visitors = 1_000_000;
export const segments = 1_000;
export const knownMessages = 50_000_000;
/** Grows when what is generated changes. */
const seed = 2;
const profilesAtOnce = 50_000;
const messagesAtOnce = 100_000;

/**
 * A site with a million guests, a thousand live segments and fifty million message ids of the last day, kept for that day:
 * ids are forgotten by the day.
 */
export async function liveSite(cacheDir: string, port: number, note: (text: string) => void): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const dataDir = `${cacheDir}live-${seed}-${day}`;
  if (existsSync(`${dataDir}/ready`)) return dataDir;
  const making = `${cacheDir}live-making`;
  for (const left of [dataDir, making]) rmSync(left, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const product = await runProduct({ port, dataDir: making });
  try {
    note(`making ${segments} live segments, once`);
    await createSegments(
      product,
      Array.from({ length: segments }, (_, index) => liveCriteria(index)),
    );
  } finally {
    await product.stop();
  }
  const store = await openSqliteStore({ path: `${making}/state`, clock: Date.now });
  try {
    note(`putting ${visitors} guests into the state store, once`);
    await seedGuests(store);
    note(`putting ${knownMessages} message ids into the log, once`);
    await seedMessages(store);
  } finally {
    await store.close();
  }
  writeFileSync(`${making}/ready`, '');
  renameSync(making, dataDir);
  return dataDir;
}

async function seedGuests({ state }: SqliteStore): Promise<void> {
  const before = await state.checkpoint();
  const now = Date.now();
  const first = before.nextIdentity;
  const checkpoint = { ...before, nextIdentity: first + visitors, clock: Math.max(now, before.clock) };
  for (let from = 0; from < visitors; from += profilesAtOnce) {
    const profiles: ProfileRow[] = [];
    const identities: IdentityRow[] = [];
    for (let visitor = from; visitor < from + profilesAtOnce; visitor += 1) {
      const id = first + visitor;
      profiles.push({
        id,
        site: 1,
        body: encodeProfile(newProfile(id, 1, null, now, checkpoint.nextIdentity)),
        dueAt: null,
      });
      const value = `visitor-${visitor}`;
      identities.push({ id, site: 1, kind: 'anonymous', value, claimedBy: null, current: true, profile: id });
    }
    await state.flush({ ...nothingElse, checkpoint, profiles, identities });
  }
}

/** Ids spread evenly over all there can be, as random ones are. */
async function seedMessages({ log, state }: SqliteStore): Promise<void> {
  const step = (1n << 128n) / BigInt(knownMessages);
  let id = step / 2n;
  let last = 0;
  for (let from = 0; from < knownMessages; from += messagesAtOnce) {
    const messageIds: string[] = [];
    for (let index = 0; index < messagesAtOnce; index += 1) {
      messageIds.push(uuidOf(id));
      id += step;
    }
    last = (await log.append({ site: 1, receivedAt: Date.now(), messageIds, body: '[]' })).position;
    await log.truncate(last);
  }
  const checkpoint = await state.checkpoint();
  await state.flush({ ...nothingElse, profiles: [], identities: [], checkpoint: { ...checkpoint, position: last } });
}

function uuidOf(value: bigint): string {
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
