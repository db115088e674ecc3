import type { Kysely } from 'kysely';
import type { Definitions, User } from '../definitions.js';
import { StoreNotFoundError } from '../errors.js';
import type { StoredUser, Tables } from './tables.js';

function toStored(user: User): StoredUser {
  return { ...user, siteRoles: JSON.stringify(user.siteRoles) };
}

function fromStored(stored: StoredUser): User {
  return { ...stored, siteRoles: JSON.parse(stored.siteRoles) };
}

export function createUsers(db: Kysely<Tables>): Definitions['users'] {
  const users = db.selectFrom('users').selectAll();
  const one = (stored: StoredUser | undefined) => (stored === undefined ? null : fromStored(stored));
  return {
    list: async () => (await users.orderBy('createdAt').orderBy('id').execute()).map(fromStored),
    byEmail: async (email) => one(await users.where('email', '=', email).executeTakeFirst()),
    byId: async (id) => one(await users.where('id', '=', id).executeTakeFirst()),
    async create(user) {
      await db.insertInto('users').values(toStored(user)).execute();
    },
    async update(user) {
      const { numUpdatedRows } = await db
        .updateTable('users')
        .set(toStored(user))
        .where('id', '=', user.id)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new StoreNotFoundError(`There is no user ${user.id}.`);
    },
    async delete(id) {
      const { numDeletedRows } = await db.deleteFrom('users').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}

export function createSessions(db: Kysely<Tables>): Definitions['sessions'] {
  return {
    async get(tokenHash) {
      const session = await db
        .selectFrom('studioSessions')
        .selectAll()
        .where('tokenHash', '=', tokenHash)
        .executeTakeFirst();
      return session ?? null;
    },
    async create(session) {
      await db.insertInto('studioSessions').values(session).execute();
    },
    async delete(tokenHash) {
      await db.deleteFrom('studioSessions').where('tokenHash', '=', tokenHash).execute();
    },
    async deleteOf(user) {
      await db.deleteFrom('studioSessions').where('user', '=', user).execute();
    },
    async deleteExpired(now) {
      await db.deleteFrom('studioSessions').where('expiresAt', '<=', now).execute();
    },
  };
}
