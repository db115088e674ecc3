import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionKey, useSite } from './session.js';
import type { Role, Session } from './types.js';

/** Somebody who may sign in. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** On every site that `roles` does not name; null: none there. */
  readonly role: Role | null;
  /** By site. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly createdAt: string;
}

export interface NewUser extends Pick<User, 'email' | 'name' | 'role' | 'roles'> {
  readonly password: string;
}

/** What is to be different of a user. */
export type UserChange = Partial<Omit<NewUser, 'email'>>;

const key = ['users'];

export function useUsers() {
  const { request } = useSite();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<{ readonly items: readonly User[] }>('/users', { signal }),
  });
}

export function useCreateUser() {
  return useUserMutation((request, user: NewUser) => request<User>('/users', { method: 'POST', body: user }));
}

export function useChangeUser(id: string) {
  return useUserMutation((request, change: UserChange) =>
    request<User>(`/users/${id}`, { method: 'PATCH', body: change }),
  );
}

export function useRemoveUser(id: string) {
  return useUserMutation((request) => request<null>(`/users/${id}`, { method: 'DELETE' }));
}

/** One's own password; the present one is asked for. Every session ends but this one, which goes on as another. */
export function useChangePassword() {
  const { request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (passwords: { readonly present: string; readonly password: string }) =>
      request<Session>('/session/password', { method: 'POST', body: passwords }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  });
}

/** Afterwards the users are read anew, and what oneself may do. */
function useUserMutation<Input, Output>(
  send: (request: ReturnType<typeof useSite>['request'], input: Input) => Promise<Output>,
) {
  const { request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => send(request, input),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: sessionKey });
    },
  });
}
