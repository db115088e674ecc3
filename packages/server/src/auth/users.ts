import type { Definitions, Role, User } from '@kindred/store';
import { ConflictError, InvalidRequestError, NotFoundError } from '../http/errors.js';
import { roleAt } from './access.js';
import { checkPassword, hashPassword } from './passwords.js';
import type { Revocations } from './revocations.js';
import { newId } from './secrets.js';

/** What can be changed of somebody; absent: left as it is. */
export interface UserChange {
  readonly name?: string | undefined;
  readonly role?: Role | null | undefined;
  readonly siteRoles?: Readonly<Record<number, Role>> | undefined;
  readonly password?: string | undefined;
}

/**
 * The people who may sign in. There is always one who may do everything, or nobody could be let in any more. A new
 * password, and an end of an account, end every session under it. Changes are made one after another.
 */
export class StudioUsers {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly definitions: Definitions,
    private readonly clock: () => number,
    private readonly revocations: Revocations,
  ) {}

  list(): Promise<readonly User[]> {
    return this.definitions.users.list();
  }

  /** @throws ConflictError where the e-mail address is taken */
  create(input: {
    email: string;
    name: string;
    role: Role | null;
    siteRoles: Readonly<Record<number, Role>>;
    password: string;
  }): Promise<User> {
    return this.inTurn(async () => {
      const email = input.email.trim().toLowerCase();
      if ((await this.definitions.users.byEmail(email)) !== null) {
        throw new ConflictError('email_taken', `There is a user ${email} already.`, [
          { path: 'email', code: 'email_taken', message: `${email} is taken` },
        ]);
      }
      const user: User = {
        id: newId('usr'),
        email,
        name: input.name,
        passwordHash: await hashPassword(input.password),
        role: input.role,
        siteRoles: input.siteRoles,
        createdAt: this.clock(),
      };
      await this.definitions.users.create(user);
      return user;
    });
  }

  /** @throws NotFoundError for an unknown one, ConflictError where nobody could do everything any more */
  change(id: string, { name, role, siteRoles, password }: UserChange): Promise<User> {
    return this.inTurn(async () => {
      const user = await this.require(id);
      const changed: User = {
        ...user,
        ...(name === undefined ? {} : { name }),
        ...(role === undefined ? {} : { role }),
        ...(siteRoles === undefined ? {} : { siteRoles }),
        ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
      };
      if (!isMaster(changed)) await this.requireAnotherMaster(id);
      await this.definitions.users.update(changed);
      if (password !== undefined) await this.endSessions(id);
      this.revocations.revoke((grant) => grant.user === id && roleAt(changed, grant.site) === null);
      return changed;
    });
  }

  /** @throws as `change` */
  remove(id: string): Promise<void> {
    return this.inTurn(async () => {
      await this.require(id);
      await this.requireAnotherMaster(id);
      await this.definitions.users.delete(id);
      await this.endSessions(id);
    });
  }

  /** One's own. @throws InvalidRequestError where the present one is wrong */
  async changePassword(id: string, present: string, next: string): Promise<User> {
    const user = await this.require(id);
    if (!(await checkPassword(present, user.passwordHash))) {
      const message = 'The present password is wrong.';
      throw new InvalidRequestError(message, [{ path: 'present', code: 'wrong_password', message }], 'wrong_password');
    }
    return this.change(id, { password: next });
  }

  private async endSessions(id: string): Promise<void> {
    await this.definitions.sessions.deleteOf(id);
    this.revocations.revoke(({ user }) => user === id);
  }

  private async require(id: string): Promise<User> {
    const user = await this.definitions.users.byId(id);
    if (user === null) throw new NotFoundError('There is no such user.', 'unknown_user');
    return user;
  }

  private async requireAnotherMaster(than: string): Promise<void> {
    if ((await this.list()).some((user) => user.id !== than && isMaster(user))) return;
    throw new ConflictError(
      'last_admin',
      'Somebody must remain who is an administrator of all sites: make another user one first.',
    );
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => {});
    return result;
  }
}

/** May do everything, and let others in. */
function isMaster({ role }: User): boolean {
  return role === 'admin';
}
