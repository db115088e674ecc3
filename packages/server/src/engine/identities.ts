import type { IdentityRow, StateStore } from '@kindred/store';
import { ResidentCache } from './resident-cache.js';

/** Ids that many visitors would share by mistake; an event under one of them alone is not of anyone. */
const blocked = new Set([
  '',
  '-1',
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  'anonymous',
  'unknown',
  'guest',
  'true',
  'false',
]);

/** At most so many anonymous ids join one user, and so many users claim one anonymous id; beyond, they are not joined. */
export const identityLimits = { anonymousPerUser: 1000, claimsPerAnonymous: 20 } as const;

export function usableId(id: string | null | undefined): string | null {
  if (id === null || id === undefined) return null;
  const trimmed = id.trim();
  return blocked.has(trimmed.toLowerCase()) || /^[0-]*$/.test(trimmed) ? null : id;
}

/** What an event's ids came to. */
export interface Resolution {
  /** Identity that the event carries for ever. */
  readonly identity: number;
  readonly profile: number;
  readonly created: boolean;
  /** Guest profile that is now part of `profile`. */
  readonly absorbed: number | null;
  /** A guest profile that has just become this user's. */
  readonly becameKnown: boolean;
}

interface AnonymousClaims {
  current: IdentityRow;
  /** Every claim, once a second one matters; a sole unclaimed row is complete by itself. */
  all: IdentityRow[] | null;
}

/** Who is who. Rule 9: two user ids never merge; a guest's past stays with the first user who claimed it. */
export class Identities {
  private readonly users: ResidentCache<string, IdentityRow>;
  private readonly anonymous: ResidentCache<string, AnonymousClaims>;
  private unwritten = new Map<number, IdentityRow>();
  private joined = new Map<number, number>();

  constructor(
    private readonly store: StateStore,
    private readonly nextId: () => number,
    capacity: number,
  ) {
    this.users = new ResidentCache(capacity);
    this.anonymous = new ResidentCache(capacity);
  }

  /** Brings in what `resolve` will need of these ids. */
  async load(site: number, ids: readonly { user: string | null; anonymous: string | null }[]): Promise<void> {
    const users = new Set<string>();
    const anonymous = new Set<string>();
    for (const id of ids) {
      if (id.user !== null && !this.users.has(`${site}/${id.user}`)) users.add(id.user);
      if (id.anonymous !== null && !this.anonymous.has(`${site}/${id.anonymous}`)) anonymous.add(id.anonymous);
    }
    if (users.size > 0 || anonymous.size > 0) {
      for (const row of await this.store.identities(site, [...users], [...anonymous])) {
        const key = `${site}/${row.value}`;
        if (row.kind === 'user') this.users.keep(key, row);
        else this.anonymous.keep(key, { current: row, all: row.claimedBy === null ? [row] : null });
      }
    }
    for (const id of ids) {
      if (id.user === null || id.anonymous === null) continue;
      const claims = this.anonymous.get(`${site}/${id.anonymous}`);
      if (claims !== undefined && claims.all === null && claims.current.claimedBy !== id.user) {
        claims.all = [...(await this.store.anonymousClaims(site, id.anonymous))];
      }
    }
  }

  /** The profile of a visitor without making one. Call `load` first. */
  find(site: number, user: string | null, anonymous: string | null): number | null {
    const known = user === null ? undefined : this.users.get(`${site}/${user}`);
    if (known !== undefined) return known.profile;
    const guest = anonymous === null ? undefined : this.anonymous.get(`${site}/${anonymous}`)?.current;
    if (guest === undefined) return null;
    // A user we have never seen, on a device that belongs to somebody else, is not that somebody.
    return user !== null && guest.claimedBy !== null ? null : guest.profile;
  }

  /** Resolves the ids of one event in log order, joining and making what they call for. Call `load` first. */
  resolve(
    site: number,
    user: string | null,
    anonymous: string | null,
    joinedSoFar: (profile: number) => number,
  ): Resolution {
    if (user === null) return this.resolveGuest(site, anonymous ?? '');
    const userKey = `${site}/${user}`;
    const claims = anonymous === null ? undefined : this.anonymous.get(`${site}/${anonymous}`);
    let row = this.users.get(userKey);
    let created = false;
    let becameKnown = false;
    if (row === undefined) {
      const id = this.nextId();
      const adopts = claims !== undefined && claims.current.claimedBy === null ? claims.current : null;
      row = { id, site, kind: 'user', value: user, claimedBy: null, current: true, profile: adopts?.profile ?? id };
      this.users.write(userKey, row);
      this.put(row);
      created = adopts === null;
      becameKnown = adopts !== null;
    }
    const { profile } = row;
    let absorbed: number | null = null;
    if (anonymous !== null) absorbed = this.claim(site, anonymous, user, profile, claims, joinedSoFar);
    return { identity: row.id, profile, created, absorbed, becameKnown };
  }

  private resolveGuest(site: number, anonymous: string): Resolution {
    const key = `${site}/${anonymous}`;
    const claims = this.anonymous.get(key);
    if (claims !== undefined) {
      const { id, profile } = claims.current;
      return { identity: id, profile, created: false, absorbed: null, becameKnown: false };
    }
    const id = this.nextId();
    this.setCurrent(
      key,
      { id, site, kind: 'anonymous', value: anonymous, claimedBy: null, current: true, profile: id },
      [],
    );
    return { identity: id, profile: id, created: true, absorbed: null, becameKnown: false };
  }

  /** Gives an anonymous id to a user; returns the guest profile that this joins, if any. */
  private claim(
    site: number,
    anonymous: string,
    user: string,
    profile: number,
    claims: AnonymousClaims | undefined,
    joinedSoFar: (profile: number) => number,
  ): number | null {
    const key = `${site}/${anonymous}`;
    if (claims === undefined) {
      if (joinedSoFar(profile) >= identityLimits.anonymousPerUser) return null;
      const row = {
        id: this.nextId(),
        site,
        kind: 'anonymous' as const,
        value: anonymous,
        claimedBy: user,
        current: true,
        profile,
      };
      this.setCurrent(key, row, []);
      return null;
    }
    const { current } = claims;
    if (current.claimedBy === user) return null;
    if (current.claimedBy === null) {
      if (current.profile !== profile && joinedSoFar(profile) >= identityLimits.anonymousPerUser) return null;
      this.setCurrent(key, { ...current, claimedBy: user, profile }, []);
      return current.profile === profile ? null : current.profile;
    }
    const others = (claims.all ?? [current]).map((row) => ({ ...row, current: false }));
    const earlier = others.find((row) => row.claimedBy === user);
    if (earlier === undefined && others.length >= identityLimits.claimsPerAnonymous) return null;
    const next = earlier ?? {
      id: this.nextId(),
      site,
      kind: 'anonymous' as const,
      value: anonymous,
      claimedBy: user,
      current: true,
      profile,
    };
    const rest = others.filter((row) => row.id !== next.id);
    for (const row of rest) this.put(row);
    this.setCurrent(key, { ...next, current: true }, rest);
    return null;
  }

  private setCurrent(key: string, row: IdentityRow, others: IdentityRow[]): void {
    this.anonymous.write(key, { current: row, all: [row, ...others] });
    this.put(row);
  }

  private put(row: IdentityRow): void {
    this.unwritten.set(row.id, row);
    if (row.profile !== row.id) this.joined.set(row.id, row.profile);
  }

  /** Rows to write, and the identities whose profile is another one's (for the warehouse's table). */
  takeUnwritten(): { rows: readonly IdentityRow[]; joined: ReadonlyMap<number, number> } {
    const rows = [...this.unwritten.values()];
    const { joined } = this;
    this.unwritten = new Map();
    this.joined = new Map();
    this.users.takeUnwritten();
    this.anonymous.takeUnwritten();
    return { rows, joined };
  }

  written(): void {
    this.users.written();
    this.anonymous.written();
  }
}
