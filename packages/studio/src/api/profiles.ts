import { useQuery } from '@tanstack/react-query';
import { usePages } from './paging.js';
import { useSite } from './session.js';
import type {
  Change,
  Page,
  Profile,
  ProfileSummary,
  Reason,
  TraitSource,
  VisitorEvent,
  VisitorSession,
} from './types.js';

export function useProfiles(filter: { search: string; known: string }, limit = 50, enabled = true) {
  return usePages<ProfileSummary>(['profiles', 'list'], '/profiles', { query: filter, limit, enabled });
}

export function useProfile(id: string, enabled = true) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'profiles', 'one', id],
    queryFn: ({ signal }) => request<Profile>(`/profiles/${id}`, { signal }),
    enabled,
  });
}

/** Where each trait came from; read anew once one is set. */
export function useTraitSources({ id, traitTimes }: Pick<Profile, 'id' | 'traitTimes'>) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'profiles', 'trait-sources', id, traitTimes],
    queryFn: ({ signal }) => request<{ items: readonly TraitSource[] }>(`/profiles/${id}/trait-sources`, { signal }),
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** @param name of the only events wanted; null: all */
export function useProfileEvents(id: string, name: string | null) {
  const query = name === null ? {} : { name };
  return usePages<VisitorEvent>(['profiles', 'events', id], `/profiles/${id}/events`, { query, still: true });
}

/** The newest of them, as of now. */
export function newestEvents(
  request: ReturnType<typeof useSite>['request'],
  id: string,
  name: string | null,
  signal: AbortSignal,
): Promise<Page<VisitorEvent>> {
  return request(`/profiles/${id}/events`, { query: { limit: 50, name }, signal });
}

export function useProfileSessions(id: string) {
  return usePages<VisitorSession>(['profiles', 'sessions', id], `/profiles/${id}/sessions`);
}

export function useProfileChanges(id: string) {
  return usePages<Change>(['profiles', 'changes', id], `/profiles/${id}/changes`);
}

/** Every active segment with the verdict for this visitor, condition by condition. */
export function useReasons(id: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'profiles', 'reasons', id],
    queryFn: ({ signal }) => request<{ items: readonly Reason[] }>(`/profiles/${id}/reasons`, { signal }),
  });
}
