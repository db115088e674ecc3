import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import { StoreNotFoundError } from '../errors.js';
import type { Tables } from './tables.js';

export function createUsers(db: Kysely<Tables>): Definitions['users'] {
  const users = db.selectFrom('users').selectAll();
  return {
    list: () => users.orderBy('createdAt').orderBy('id').execute(),
    byEmail: async (email) => (await users.where('email', '=', email).executeTakeFirst()) ?? null,
    byId: async (id) => (await users.where('id', '=', id).executeTakeFirst()) ?? null,
    async create(user) {
      await db.insertInto('users').values(user).execute();
    },
    async setPassword(id, passwordHash) {
      const { numUpdatedRows } = await db
        .updateTable('users')
        .set({ passwordHash })
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new StoreNotFoundError(`There is no user ${id}.`);
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
    async deleteExpired(now) {
      await db.deleteFrom('studioSessions').where('expiresAt', '<=', now).execute();
    },
  };
}
