import type { Definitions, Site } from '@kindred/store';
import type { KeyRegistry } from './keys.js';
import { randomToken } from './secrets.js';
import type { SiteRegistry } from './sites.js';
import type { StudioUsers } from './users.js';

/** What a set-up without people may define beforehand. */
export interface FirstStartEnv {
  readonly apiKey?: string;
  readonly writeKey?: string;
  readonly adminPassword?: string;
}

/** What the first start made, for whoever started it to tell people once. */
export interface FirstStart {
  readonly email: string;
  /** Only where none was given. */
  readonly password: string | null;
}

export class WeakKeyError extends Error {
  readonly code = 'weak_key';
  override readonly name = 'WeakKeyError';
  constructor(what: string, least: number) {
    super(`The ${what} given from outside must have at least ${least} characters.`);
  }
}

const firstEmail = 'admin@localhost';
const leastApiKey = 20;
const leastWriteKey = 8;

/**
 * Makes what a new data directory lacks: the site `main` with its keys, and the first user. Each step looks whether it
 * was done, so an interrupted first start is finished by the next.
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
  const site = sites.list()[0] ?? (await createMain(sites, clock()));
  if ((await keys.list(site.id)).length === 0) await createKeys(keys, site, env);
  if ((await definitions.users.list()).length > 0) return null;
  const password = env.adminPassword ?? randomToken().slice(0, 20);
  await users.create({ email: firstEmail, name: 'Admin', role: 'admin', siteRoles: {}, password });
  return { email: firstEmail, password: env.adminPassword === undefined ? password : null };
}

function createMain(sites: SiteRegistry, createdAt: number): Promise<Site> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return sites.create({ slug: 'main', name: 'My site', timeZone, weekStart: 1, createdAt });
}

/**
 * Looks over the keys for a first start, before anything is made with them.
 *
 * @throws WeakKeyError
 */
export function requireStrongKeys({ apiKey, writeKey }: FirstStartEnv): void {
  if (apiKey !== undefined && apiKey.length < leastApiKey) throw new WeakKeyError('API key', leastApiKey);
  if (writeKey !== undefined && writeKey.length < leastWriteKey) throw new WeakKeyError('write key', leastWriteKey);
}

async function createKeys(keys: KeyRegistry, { id: site }: Site, env: FirstStartEnv): Promise<void> {
  requireStrongKeys(env);
  const { apiKey, writeKey } = env;
  if (apiKey !== undefined) {
    await keys.create({ site, type: 'api', role: 'admin', name: 'From the environment', secret: apiKey });
  }
  await keys.create({ site, type: 'decide', role: null, name: 'Website' });
  const given = writeKey === undefined ? {} : { secret: writeKey };
  await keys.create({ site, type: 'write', role: null, name: 'Website', ...given });
}
