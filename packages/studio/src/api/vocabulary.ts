import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSite } from './session.js';
import type { EventName, PropertyGroup, ValueCount } from './types.js';

/** What conditions can be about, in groups, in the language of the page rather than in that of the browser. */
export function useProperties() {
  const { site, request } = useSite();
  const language = document.documentElement.lang || 'en';
  return useQuery({
    queryKey: [site.id, 'vocabulary', 'properties', language],
    queryFn: ({ signal }) =>
      request<{ groups: readonly PropertyGroup[] }>('/properties', { query: { language }, signal }),
    staleTime: 60_000,
  });
}

/** Traits that were sent of people, or of accounts, to choose columns from. */
export function useTraits(
  subject: 'person' | 'account',
): readonly { readonly value: string; readonly label: string }[] {
  const { data } = useProperties();
  const prefix = subject === 'person' ? 'user.' : 'account.';
  return (
    (data?.groups ?? [])
      .flatMap(({ properties }) => properties)
      // An account's id is what it is known by, and no trait.
      .filter(({ id, seen }) => seen && id.startsWith(prefix) && !id.endsWith('.') && id !== 'account.id')
      .map(({ id, label }) => ({ value: id.slice(prefix.length), label }))
  );
}

/** Values seen for a property, most frequent first. */
export function useValues(property: string, event: string | null, search: string, enabled: boolean, limit = 20) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'vocabulary', 'values', property, event, search, limit],
    queryFn: ({ signal }) =>
      request<{ items: readonly ValueCount[] }>('/properties/values', {
        query: { property, event, search, limit },
        signal,
      }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Names of events that came in, most frequent first. */
export function useEventNames(search: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'vocabulary', 'events', search],
    queryFn: ({ signal }) => request<{ items: readonly EventName[] }>('/event-names', { query: { search }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
