import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSite } from './session.js';
import type { Profile } from './types.js';

/** What came of a correction; `pending` goes on by itself. */
export interface Correction {
  readonly state: 'pending' | 'done';
  /** The new profile of an id that was parted. */
  readonly parted?: string | null;
}

function usePersonAction<I, O>(
  id: string,
  act: (request: ReturnType<typeof useSite>['request'], input: I) => Promise<O>,
) {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => act(request, input),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [site.id, 'profiles', 'one', id] }),
        client.invalidateQueries({ queryKey: [site.id, 'profiles', 'events', id] }),
        client.invalidateQueries({ queryKey: [site.id, 'profiles', 'reasons', id] }),
        client.invalidateQueries({ queryKey: [site.id, 'audit'] }),
      ]),
  });
}

/** Sets traits, or removes those that are null. */
export function useChangeTraits(id: string) {
  return usePersonAction(id, (request, traits: Readonly<Record<string, unknown>>) =>
    request<Profile>(`/profiles/${id}`, { method: 'PATCH', body: { traits } }),
  );
}

export function useJoinId(id: string) {
  return usePersonAction(id, (request, anonymousId: string) =>
    request<Profile>(`/profiles/${id}/join`, { method: 'POST', body: { anonymousId } }),
  );
}

export function usePartId(id: string) {
  return usePersonAction(id, (request, anonymousId: string) =>
    request<Correction>(`/profiles/${id}/part`, { method: 'POST', body: { anonymousId } }),
  );
}

export function useErasePerson(id: string) {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (suppress: boolean) =>
      request<Correction>(`/profiles/${id}`, { method: 'DELETE', query: { suppress } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'profiles', 'list'] }),
  });
}
