import type { IdentityRow, StateStore } from '@kindred/store';
import type { AcceptedEvent } from './contract.js';
import { ResidentCache } from './resident-cache.js';

/** Texts that programs send for want of an id. */
const noIds = ['', '-1', 'null', 'undefined', 'nil', 'nan', '[objectobject]'];
/** Ids that many visitors would share by mistake; an event under one of them alone is not of anyone. */
const blocked = new Set([...noIds, 'none', 'anonymous', 'unknown', 'guest', 'true', 'false']);
const blockedGroups = new Set(noIds);

/** At most so many anonymous ids join one user, and so many users claim one anonymous id; beyond, they are not joined. */
export const identityLimits = { anonymousPerUser: 1000, claimsPerAnonymous: 20 } as const;

export function usableId(id: string | null | undefined): string | null {
  return id === null || id === undefined || standsForNobody(id, blocked) ? null : id;
}

/** The ids that say whose an event is. */
export function idsOfEvent(event: Pick<AcceptedEvent, 'type' | 'userId' | 'anonymousId' | 'previousId'>): {
  readonly user: string | null;
  readonly anonymous: string | null;
} {
  const anonymous = event.type === 'alias' ? (event.previousId ?? event.anonymousId) : event.anonymousId;
  return { user: usableId(event.userId), anonymous: usableId(anonymous) };
}

/** As `usableId` for groups, where many share an id on purpose: there are roles called guest. */
export function usableGroupId(id: string | null | undefined): string | null {
  return id === null || id === undefined || standsForNobody(id, blockedGroups) ? null : id;
}

function standsForNobody(id: string, words: ReadonlySet<string>): boolean {
  // Spaces, controls and characters that show nothing make no difference that a person would see.
  const visible = id.replace(/[\s\p{C}]/gu, '');
  return words.has(visible.toLowerCase()) || /^[0-]*$/.test(visible);
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
  /** Whether an anonymous id has joined the user by this. */
  readonly joined: boolean;
}

/** What claiming an anonymous id came to. */
type Claim = Pick<Resolution, 'absorbed' | 'joined'>;
const unclaimed: Claim = { absorbed: null, joined: false };

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
  private flushing = new Map<number, IdentityRow>();
  private joined = new Map<number, number>();
  private deleted = new Set<number>();

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

  /** Has what is known of these ids stay until others are needed. Call `load` first. */
  need(site: number, ids: readonly { readonly user: string | null; readonly anonymous: string | null }[]): void {
    this.users.need(
      heldOf(
        this.users,
        site,
        ids.map(({ user }) => user),
      ),
    );
    this.anonymous.need(
      heldOf(
        this.anonymous,
        site,
        ids.map(({ anonymous }) => anonymous),
      ),
    );
  }

  /** As `find`, where what is in memory is enough to tell; else null, and `load` has to be called first. */
  findHeld(site: number, user: string | null, anonymous: string | null): number | null {
    if (user !== null) return this.users.get(`${site}/${user}`)?.profile ?? null;
    return anonymous === null ? null : (this.anonymous.get(`${site}/${anonymous}`)?.current.profile ?? null);
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

  /** The identity that an event under these ids would carry; null: one that there is not yet. Call `load` first. */
  identityOf(site: number, user: string | null, anonymous: string | null): number | null {
    const row = user === null ? this.anonymous.get(`${site}/${anonymous}`)?.current : this.users.get(`${site}/${user}`);
    return row?.id ?? null;
  }

  /** Rows by identity; what is not yet written comes first. */
  async byNumber(ids: readonly number[]): Promise<IdentityRow[]> {
    const rows = new Map((await this.store.identitiesById(ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => this.unwritten.get(id) ?? this.flushing.get(id) ?? rows.get(id) ?? []);
  }

  /** The profiles that these are by now, each once: some may have become part of others. One that is nobody's stays. */
  async present(profiles: readonly number[]): Promise<number[]> {
    const now = new Map((await this.byNumber(profiles)).map((row) => [row.id, row.profile]));
    return [...new Set(profiles.map((id) => now.get(id) ?? id))];
  }

  /** The identities of a profile; what is not yet written comes first. */
  async of(profile: number): Promise<IdentityRow[]> {
    const rows = new Map((await this.store.identitiesOf(profile)).map((row) => [row.id, row]));
    for (const recent of [this.flushing, this.unwritten]) {
      for (const row of recent.values()) if (row.profile === profile || rows.has(row.id)) rows.set(row.id, row);
    }
    return [...rows.values()].filter((row) => row.profile === profile);
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
    const claim =
      anonymous === null ? unclaimed : this.claim(site, anonymous, user, profile, claims, joinedSoFar(profile));
    return { identity: row.id, profile, created, becameKnown, ...claim };
  }

  private resolveGuest(site: number, anonymous: string): Resolution {
    const key = `${site}/${anonymous}`;
    const claims = this.anonymous.get(key);
    if (claims !== undefined) {
      const { id, profile } = claims.current;
      return { identity: id, profile, created: false, becameKnown: false, ...unclaimed };
    }
    const id = this.nextId();
    this.setCurrent(
      key,
      { id, site, kind: 'anonymous', value: anonymous, claimedBy: null, current: true, profile: id },
      [],
    );
    return { identity: id, profile: id, created: true, becameKnown: false, ...unclaimed };
  }

  /** Gives an anonymous id to a user; tells of the guest profile that this joins, if any. */
  private claim(
    site: number,
    anonymous: string,
    user: string,
    profile: number,
    claims: AnonymousClaims | undefined,
    joinedSoFar: number,
  ): Claim {
    const key = `${site}/${anonymous}`;
    const current = claims?.current;
    if (current?.claimedBy === user) return unclaimed;
    const others = current === undefined ? [] : (claims?.all ?? [current]);
    const earlier = others.find((row) => row.claimedBy === user);
    if (earlier !== undefined) {
      this.hand(key, earlier, others);
      return unclaimed;
    }
    if (joinedSoFar >= identityLimits.anonymousPerUser && current?.profile !== profile) return unclaimed;
    if (current !== undefined && current.claimedBy === null) {
      this.setCurrent(key, { ...current, claimedBy: user, profile }, []);
      return { absorbed: current.profile === profile ? null : current.profile, joined: true };
    }
    if (others.length >= identityLimits.claimsPerAnonymous) return unclaimed;
    const id = this.nextId();
    const row = { id, site, kind: 'anonymous' as const, value: anonymous, claimedBy: user, current: true, profile };
    this.hand(key, row, others);
    return { absorbed: null, joined: true };
  }

  /** Lets what follows under an anonymous id go to one of its claims. */
  private hand(key: string, next: IdentityRow, claims: readonly IdentityRow[]): void {
    const rest = claims.filter((row) => row.id !== next.id).map((row) => ({ ...row, current: false }));
    for (const row of rest) this.put(row);
    this.setCurrent(key, { ...next, current: true }, rest);
  }

  private setCurrent(key: string, row: IdentityRow, others: IdentityRow[]): void {
    this.anonymous.write(key, { current: row, all: [row, ...others] });
    this.put(row);
  }

  private put(row: IdentityRow): void {
    this.unwritten.set(row.id, row);
    if (row.profile !== row.id) this.joined.set(row.id, row.profile);
  }

  /**
   * Changes and deletes rows by a correction. Call `forget` with all of them once this is written: until then the store
   * has the old ones, and a reader may have brought them in again.
   */
  correct(changed: readonly IdentityRow[], deleted: readonly IdentityRow[] = []): void {
    for (const row of deleted) {
      this.unwritten.delete(row.id);
      this.deleted.add(row.id);
    }
    for (const row of changed) {
      this.unwritten.set(row.id, row);
      // The warehouse is told of those that are their own profile again, too.
      this.joined.set(row.id, row.profile);
    }
    this.forget([...changed, ...deleted]);
  }

  /** Has the ids of these rows read anew. */
  forget(rows: readonly IdentityRow[]): void {
    for (const { kind, site, value } of rows) {
      (kind === 'user' ? this.users : this.anonymous).forget(`${site}/${value}`);
    }
  }

  /** Rows to write, those to delete, and the identities whose profile is another one's (for the warehouse's table). */
  takeUnwritten(): {
    rows: readonly IdentityRow[];
    deleted: readonly number[];
    joined: ReadonlyMap<number, number>;
  } {
    const rows = [...this.unwritten.values()];
    const { joined } = this;
    const deleted = [...this.deleted];
    this.deleted = new Set();
    this.flushing = this.unwritten;
    this.unwritten = new Map();
    this.joined = new Map();
    this.users.takeUnwritten();
    this.anonymous.takeUnwritten();
    return { rows, deleted, joined };
  }

  written(): void {
    this.flushing = new Map();
    this.users.written();
    this.anonymous.written();
  }
}

function* heldOf<V>(
  cache: ResidentCache<string, V>,
  site: number,
  ids: readonly (string | null)[],
): Generator<readonly [string, V]> {
  for (const id of ids) {
    const row = id === null ? undefined : cache.get(`${site}/${id}`);
    if (row !== undefined) yield [`${site}/${id}`, row];
  }
}
