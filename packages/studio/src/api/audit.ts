import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePages } from './paging.js';
import { useSite } from './session.js';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  /** An e-mail address or `key:` and the name of the key. */
  readonly by: string;
  readonly action:
    | 'traitsChanged'
    | 'idJoined'
    | 'idParted'
    | 'exported'
    | 'erased'
    | 'erasedAndRefused'
    | 'eventErased'
    | 'idAdmitted';
  /** Null once they were erased, and where it is about nobody. */
  readonly profile: string | null;
  readonly traits: readonly string[];
}

/** @param profile of the only person wanted; null: all */
export function useAudit(profile: string | null) {
  return usePages<AuditEntry>(['audit'], '/audit', { query: profile === null ? {} : { profile } });
}

export function useSuppressions() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'suppressions'],
    queryFn: ({ signal }) => request<{ readonly ids: number; readonly dropped: number }>('/suppressions', { signal }),
  });
}

/** Lets an id of somebody erased be taken in again. */
export function useAdmitId() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: { readonly userId: string } | { readonly anonymousId: string }) =>
      request<null>('/suppressions', { method: 'DELETE', query: id }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [site.id, 'suppressions'] }),
        client.invalidateQueries({ queryKey: [site.id, 'audit'] }),
      ]),
  });
}
