import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { encodeProfile, newProfile } from '@kindred/live';
import { type IdentityRow, openSqliteStore, type ProfileRow } from '@kindred/store';
import { bigSite, copyOf, inWarehouse, joined, people } from './big-site.js';

/** Grows when what is generated changes. */
const seed = 2;
const chunk = 50_000;

/** The big site with its people in the state store too, as they are once the events have come in live. */
export async function bigSiteWithState(cacheDir: string, port: number, note: (text: string) => void): Promise<string> {
  const dataDir = `${cacheDir}backfill-${seed}`;
  if (existsSync(`${dataDir}/ready-with-state`)) return dataDir;
  const warehouse = await bigSite(cacheDir, port, note);
  const making = `${dataDir}-making`;
  for (const left of [dataDir, making]) rmSync(left, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  copyOf(warehouse, making);
  note('putting 1 M people into the state store, once');
  const started = performance.now();
  await seedPeople(making);
  writeFileSync(`${making}/ready-with-state`, '');
  renameSync(making, dataDir);
  note(`put in within ${Math.round((performance.now() - started) / 1000)} s`);
  return dataDir;
}

interface Person {
  readonly id: number;
  readonly userId: string | null;
  readonly plan: string;
  readonly country: string;
  readonly age: number;
}

/** A flush of people and their identities alone. */
export const nothingElse = {
  deletedProfiles: [],
  deletedIdentities: [],
  forgottenPeople: [],
  suppressed: [],
  groups: [],
  deletedGroups: [],
  groupMembers: [],
  memberships: [],
  endedMemberships: [],
  changes: [],
  importChanges: [],
  rewrittenImportChanges: [],
  deletedImportChanges: [],
  outbox: [],
};

async function seedPeople(dataDir: string): Promise<void> {
  const store = await openSqliteStore({ path: `${dataDir}/state`, clock: Date.now });
  const before = await store.state.checkpoint();
  const now = Date.now();
  const nextIdentity = Math.max(before.nextIdentity, people + joined + 1_000);
  for (let from = 0; from < people; from += chunk) {
    const profiles: ProfileRow[] = [];
    const identities: IdentityRow[] = [];
    for (const { id, userId, plan, country, age } of await peopleOf(dataDir, from)) {
      const profile = newProfile(id, 1, userId, now - 365 * 86_400_000, 0);
      profile.traits = { plan, country, age };
      profile.traitTimes = { plan: profile.firstSeen, country: profile.firstSeen, age: profile.firstSeen };
      profiles.push({ id, site: 1, body: encodeProfile(profile), dueAt: null });
      identities.push(identity(id, userId, id));
      if (id <= joined) identities.push(identity(people + id, null, id, userId));
    }
    await store.state.flush({
      ...nothingElse,
      checkpoint: { ...before, nextIdentity, clock: now },
      profiles,
      identities,
    });
  }
  await store.close();
}

function identity(id: number, userId: string | null, profile: number, claimedBy: string | null = null): IdentityRow {
  const kind = userId === null ? 'anonymous' : 'user';
  return { id, site: 1, kind, value: userId ?? `a-${id}`, claimedBy, current: true, profile };
}

async function peopleOf(dataDir: string, after: number): Promise<Person[]> {
  const query = `SELECT toFloat64(id) AS id, userId, traits.f_plan.:String AS plan, traits.f_country.:String AS country,
    traits.n_age.:Float64 AS age FROM profiles WHERE site = 1 AND id > ${after} AND id <= ${after + chunk} ORDER BY id`;
  const [answer] = await inWarehouse(dataDir, [{ query, parameters: {} }]);
  return (answer?.text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Person => JSON.parse(line));
}
