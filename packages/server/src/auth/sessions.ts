import type { Definitions, StudioSession, User } from '@kindred/store';
import { checkPassword } from './passwords.js';
import type { Revocations } from './revocations.js';
import { digest, randomToken, sameSecret } from './secrets.js';

export const sessionCookie = 'kindred_session';

/** How long a sign-in lasts. */
export const sessionLifetime = 7 * 24 * 3_600_000;

export interface SignedIn {
  readonly user: User;
  readonly session: StudioSession;
}

/** Sessions of the people who sign in to the studio. Tokens live in the cookie only; the store has their hashes. */
export class StudioSessions {
  constructor(
    private readonly definitions: Definitions,
    private readonly clock: () => number,
    private readonly revocations: Revocations,
  ) {}

  /** A new session, or null where e-mail or password is wrong. `previous` (the cookie sent along) stops being valid. */
  async signIn(
    email: string,
    password: string,
    previous: string | undefined,
  ): Promise<(SignedIn & { readonly token: string }) | null> {
    const user = await this.definitions.users.byEmail(email.trim().toLowerCase());
    if (!(await checkPassword(password, user?.passwordHash ?? null)) || user === null) return null;
    if (previous !== undefined) await this.signOut(previous);
    return this.begin(user);
  }

  /** A new session of somebody who has shown who they are. */
  async begin(user: User): Promise<SignedIn & { readonly token: string }> {
    const now = this.clock();
    await this.definitions.sessions.deleteExpired(now);
    const token = randomToken();
    const session: StudioSession = {
      tokenHash: digest(token),
      user: user.id,
      csrf: randomToken(),
      createdAt: now,
      expiresAt: now + sessionLifetime,
    };
    await this.definitions.sessions.create(session);
    return { user, session, token };
  }

  /** Who this cookie belongs to; null where it is unknown or has expired. */
  async find(token: string): Promise<SignedIn | null> {
    const session = await this.definitions.sessions.get(digest(token));
    if (session === null || session.expiresAt <= this.clock()) return null;
    const user = await this.definitions.users.byId(session.user);
    return user === null ? null : { user, session };
  }

  async signOut(token: string): Promise<void> {
    const tokenHash = digest(token);
    await this.definitions.sessions.delete(tokenHash);
    this.revocations.revoke(({ session }) => session === tokenHash);
  }

  /** Does the header carry this session's token? */
  csrfMatches(session: StudioSession, header: string | undefined): boolean {
    return header !== undefined && sameSecret(session.csrf, header);
  }
}
