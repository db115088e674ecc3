import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { createRequest, type Request } from './client.js';
import { ApiProblem } from './problem.js';
import type { Role, Session, SignedInSite } from './types.js';

export const sessionKey = ['session'];

/** The signed-in user, or null; asks the server once and whenever a session ends. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await createRequest(null, null, () => {})<Session>('/session', { signal });
      } catch (error) {
        if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Signs in and keeps the answer as the session. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      createRequest(null, null, () => {})<Session>('/session', { method: 'POST', body: credentials }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  });
}

/** Signs out here and forgets everything that was read; while the server does not answer one stays signed in. */
export function useSignOut() {
  const client = useQueryClient();
  const { request } = useSite();
  return useMutation({
    mutationFn: () => request('/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}

interface SiteContext {
  readonly session: Session;
  readonly site: SignedInSite;
  readonly request: Request;
}

const Context = createContext<SiteContext | null>(null);

/** Everything below reads and writes this site. */
export function SiteProvider({
  session,
  site,
  children,
}: {
  session: Session;
  site: SignedInSite;
  children: ReactNode;
}) {
  const client = useQueryClient();
  const signedOut = useCallback(() => client.setQueryData(sessionKey, null), [client]);
  const value = useMemo(
    () => ({ session, site, request: createRequest(site.id, session.csrf, signedOut) }),
    [session, site, signedOut],
  );
  return <Context value={value}>{children}</Context>;
}

/** The chosen site and the way to ask about it. */
export function useSite(): SiteContext {
  const value = useContext(Context);
  if (value === null) throw new TypeError('useSite outside of SiteProvider');
  return value;
}

const ranks: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 };

/** Whether the signed-in user may do what needs this role. */
export function useMay(role: Role): boolean {
  return ranks[useSite().site.role] >= ranks[role];
}

/** Everything that the user may do: by their role here, and what only administrators of all sites may. */
export function useRights(): Readonly<Record<Role | 'everywhere', boolean>> {
  const { session } = useSite();
  return {
    viewer: true,
    editor: useMay('editor'),
    admin: useMay('admin'),
    everywhere: session.user.role === 'admin',
  };
}
