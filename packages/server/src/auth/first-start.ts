import type { Definitions, KeyType, Site } from '@kindred/store';
import { type GivenKeys, requireUsableKeys } from './given-keys.js';
import type { KeyRegistry, NewKey } from './keys.js';
import { randomToken } from './secrets.js';
import type { SiteRegistry } from './sites.js';
import type { StudioUsers } from './users.js';

/** What a set-up without people may define beforehand. */
export interface FirstStartEnv extends GivenKeys {
  readonly adminPassword?: string;
}

/** What the first start made, for whoever started it to tell people once. */
export interface FirstStart {
  readonly email: string;
  /** Only where none was given. */
  readonly password: string | null;
}

const firstEmail = 'admin@localhost';

/**
 * Makes what a new data directory lacks: the site `main` with its keys, and last of all the first user. There is always a
 * user from then on, so whoever finds one knows that the rest was made, and leaves it: a key deleted since stays deleted.
 * Before, each step looks whether it was done, so an interrupted first start is finished by the next.
 *
 * @throws GivenKeyError
 */
export async function firstStart(
  parts: {
    readonly definitions: Definitions;
    readonly sites: SiteRegistry;
    readonly keys: KeyRegistry;
    readonly users: StudioUsers;
    readonly clock: () => number;
  },
  env: FirstStartEnv,
): Promise<FirstStart | null> {
  const { definitions, sites, keys, users, clock } = parts;
  if ((await definitions.users.list()).length > 0) return null;
  requireUsableKeys(env);
  const site = sites.list()[0] ?? (await createMain(sites, clock()));
  await createKeys(keys, site, env);
  const password = env.adminPassword ?? randomToken().slice(0, 20);
  await users.create({ email: firstEmail, name: 'Admin', role: 'admin', siteRoles: {}, password });
  return { email: firstEmail, password: env.adminPassword === undefined ? password : null };
}

function createMain(sites: SiteRegistry, createdAt: number): Promise<Site> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return sites.create({ slug: 'main', name: 'My site', timeZone, weekStart: 1, createdAt });
}

async function createKeys(keys: KeyRegistry, { id: site }: Site, env: FirstStartEnv): Promise<void> {
  const { apiKey, writeKey } = env;
  const made = new Set<KeyType>((await keys.list(site)).map(({ type }) => type));
  const wanted: NewKey[] = [
    ...(apiKey === undefined
      ? []
      : [{ site, type: 'api', role: 'admin', name: 'From the environment', secret: apiKey } as const]),
    { site, type: 'decide', role: null, name: 'Website' },
    { site, type: 'write', role: null, name: 'Website', ...(writeKey === undefined ? {} : { secret: writeKey }) },
  ];
  for (const key of wanted) if (!made.has(key.type)) await keys.create(key);
}
