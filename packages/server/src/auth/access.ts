import type {} from '@fastify/cookie';
import type { Role, Site, User } from '@kindred/store';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { ApiError, ForbiddenError, NotFoundError, UnauthorizedError } from '../http/errors.js';
import type { KeyRegistry } from './keys.js';
import type { Grant } from './revocations.js';
import { type SignedIn, type StudioSessions, sessionCookie } from './sessions.js';
import type { SiteRegistry } from './sites.js';

/** What a caller can prove itself by. `session` is the studio's cookie. */
export type Credential = 'session' | 'api' | 'write' | 'decide';

/** Who may call a route. Every route declares one; the server refuses to start otherwise. */
export type Access =
  | { readonly public: true }
  | {
      readonly keys: readonly Credential[];
      /** The least role of an API key or a user. Default: viewer. */
      readonly role?: Role;
      /** The user must be an administrator of every site, not of the one in question alone. */
      readonly everywhere?: true;
      /** The key may stand in the body, so the route itself looks for it after parsing; `callerOf` is not to be used there. */
      readonly checkedByRoute?: true;
    };

/** Who is calling, bound to one site. */
export interface Caller {
  readonly site: Site;
  readonly role: Role;
  readonly via: 'session' | 'api';
  /** For `updatedBy`: an e-mail address or `key:<name>`. */
  readonly name: string;
  readonly user: User | null;
  /** Of the user or the key. */
  readonly id: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    caller: Caller | null;
    signedIn: SignedIn | null;
  }
}

/** A route without declared access: the server must not start. */
export class UndeclaredAccessError extends Error {
  readonly code = 'undeclared_access';
  override readonly name = 'UndeclaredAccessError';
  constructor(method: string, url: string) {
    super(`${method} ${url} declares no access; give it config.access`);
  }
}

/** Reads for viewers. */
export const viewer: { readonly access: Access } = { access: { keys: ['session', 'api'], role: 'viewer' } };
/** Definitions, for editors and above. */
export const editor: { readonly access: Access } = { access: { keys: ['session', 'api'], role: 'editor' } };
/** Keys and site settings. */
export const admin: { readonly access: Access } = { access: { keys: ['session', 'api'], role: 'admin' } };
/** What concerns all sites, for people who are administrators of all. */
export const adminEverywhere: { readonly access: Access } = {
  access: { keys: ['session'], role: 'admin', everywhere: true },
};
/** Deliberately open. */
export const open: { readonly access: Access } = { access: { public: true } };

const ranks: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, admin: 2 };

export interface AccessParts {
  readonly keys: KeyRegistry;
  readonly sessions: StudioSessions;
  readonly sites: SiteRegistry;
}

/**
 * Installs the check on every route of an app; the app does not become ready if a route declares no access.
 * Routes of plugins that know nothing of it get theirs from `declareAccess` around the plugin.
 */
export function useAccess(app: FastifyInstance, parts: AccessParts): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('signedIn', null);
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const undeclared = routes.find((route) => route.config?.access === undefined);
    if (undeclared !== undefined) throw new UndeclaredAccessError(String(undeclared.method), undeclared.url);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    // Undefined only where no route matched: the not-found answer tells nothing.
    if (access === undefined || 'public' in access || access.checkedByRoute === true) return;
    request.caller = await authenticate(parts, access, request);
  });
}

/** Declares one access for every route of a scope that has none of its own. */
export function declareAccess(scope: FastifyInstance, access: Access): void {
  scope.addHook('onRoute', (route) => {
    route.config = { access, ...route.config };
  });
}

/** The caller of a route whose access is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new UnauthorizedError();
  return request.caller;
}

/** The site of the caller: all that a handler may touch. */
export function siteOf(request: FastifyRequest): Site {
  return callerOf(request).site;
}

/** What the caller's request was let in with. */
export function grantOf(request: FastifyRequest): Grant {
  const { site, via, id } = callerOf(request);
  if (via === 'api') return { site, key: id, session: null, user: null, expiresAt: null };
  const session = request.signedIn?.session;
  if (session === undefined) throw new UnauthorizedError();
  return { site, key: null, session: session.tokenHash, user: session.user, expiresAt: session.expiresAt };
}

/** Whether a request that was let in would be so now. */
export async function isStillGranted(parts: AccessParts, request: FastifyRequest): Promise<boolean> {
  const access = request.routeOptions.config.access;
  if (access === undefined || 'public' in access) return true;
  try {
    await authenticate(parts, access, request);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

/** Text of `Authorization: Bearer …`. */
export function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header?.toLowerCase().startsWith('bearer ') === true ? header.slice(7).trim() : undefined;
}

async function authenticate(
  parts: AccessParts,
  access: Exclude<Access, { public: true }>,
  request: FastifyRequest,
): Promise<Caller> {
  const caller =
    request.headers.authorization === undefined
      ? await bySession(parts, access, request)
      : byApiKey(parts, access, request);
  if (access.everywhere === true && caller.user?.role !== 'admin') {
    throw new ForbiddenError('This needs an administrator of all sites.', 'role_too_low');
  }
  if (ranks[caller.role] < ranks[access.role ?? 'viewer'] && access.everywhere !== true) {
    throw new ForbiddenError(`This needs the role ${access.role}; yours is ${caller.role}.`, 'role_too_low');
  }
  return caller;
}

function byApiKey(
  { keys, sites }: AccessParts,
  access: Exclude<Access, { public: true }>,
  request: FastifyRequest,
): Caller {
  const secret = bearerOf(request);
  const key = secret === undefined ? undefined : keys.find(secret);
  const site = key === undefined ? undefined : sites.byId(key.site);
  if (key === undefined || site === undefined) throw new UnauthorizedError('This key is not known.', 'unknown_key');
  if (key.type !== 'api' || key.role === null) {
    throw new ForbiddenError(`A key of type “${key.type}” may not do this.`, 'wrong_key_type');
  }
  if (!access.keys.includes('api')) {
    throw new ForbiddenError('Only somebody who is signed in may do this, with no key.', 'wrong_key_type');
  }
  const wanted = wantedSite(request);
  if (wanted !== undefined && wanted !== site.slug) {
    throw new ForbiddenError('This key belongs to another site.', 'other_site');
  }
  return { site, role: key.role, via: 'api', name: `key:${key.name}`, user: null, id: key.id };
}

async function bySession(
  { sessions, sites }: AccessParts,
  access: Exclude<Access, { public: true }>,
  request: FastifyRequest,
): Promise<Caller> {
  const token = request.cookies[sessionCookie];
  const signedIn = token === undefined ? null : await sessions.find(token);
  if (signedIn === null) throw new UnauthorizedError();
  if (!access.keys.includes('session')) throw new ForbiddenError();
  const header = request.headers['x-csrf-token'];
  if (
    !isSafe(request.method) &&
    !sessions.csrfMatches(signedIn.session, typeof header === 'string' ? header : undefined)
  ) {
    throw new ForbiddenError('The X-CSRF-Token header is missing or not of this session.', 'csrf');
  }
  const wanted = wantedSite(request);
  const { user } = signedIn;
  // A site at which somebody has no role is none to them.
  const [site] = sites.list().filter((each) => (wanted ?? each.slug) === each.slug && roleAt(user, each) !== null);
  const role = site === undefined ? null : roleAt(user, site);
  if (site === undefined || role === null) throw new NotFoundError('There is no such site.', 'unknown_site');
  request.signedIn = signedIn;
  return { site, role, via: 'session', name: user.email, user, id: user.id };
}

/** What somebody may do on a site; null: nothing, not even know of it. */
export function roleAt(user: User, site: Site): Role | null {
  return user.siteRoles[site.id] ?? user.role;
}

/** Whether a caller may see a site at all. */
export function maySee({ user, site }: Caller, other: Site): boolean {
  return user === null ? other.id === site.id : roleAt(user, other) !== null;
}

function wantedSite(request: FastifyRequest): string | undefined {
  const header = request.headers['kindred-site'];
  if (typeof header === 'string' && header !== '') return header;
  const query = request.query;
  if (typeof query !== 'object' || query === null || !('site' in query)) return undefined;
  return typeof query.site === 'string' && query.site !== '' ? query.site : undefined;
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
