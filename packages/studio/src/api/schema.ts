import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSite } from './session.js';
import type { Localized, PropertyType } from './types.js';

/** What a site says of a trait, or of a property of an event. */
export interface PropertyDescription {
  readonly label?: Localized;
  readonly description?: Localized;
  readonly type?: PropertyType;
  readonly values?: readonly string[];
}

export interface EventDescription {
  readonly event: string;
  readonly label?: Localized;
  readonly description?: Localized;
  readonly properties: Readonly<Record<string, PropertyDescription>>;
}

export interface SeenProperty {
  readonly property: string;
  readonly path: string;
  readonly count: number;
  readonly types: readonly {
    readonly type: 'text' | 'date' | 'number' | 'boolean' | 'textList' | 'numberList' | 'booleanList';
    readonly count: number;
  }[];
  readonly declared: PropertyDescription | null;
  readonly violations: readonly {
    readonly code: 'type' | 'value' | 'unseen';
    readonly count: number;
    readonly atLeast: boolean;
  }[];
}

export interface SeenSchema {
  readonly examined: number;
  readonly items: readonly SeenProperty[];
  readonly more: boolean;
}

/** What came in of a scope (`user`, `account` … or `event:<name>`) beside what the site says of it. */
export function useSeenSchema(of: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'vocabulary', 'seen', of],
    queryFn: ({ signal }) => request<SeenSchema>('/schema/seen', { query: { of }, signal }),
  });
}

/** Says what a property is, or (null) takes back what was said. */
export function useDescribe(of: string) {
  const { site, request } = useSite();
  const client = useQueryClient();
  const event = of.startsWith('event:') ? of.slice('event:'.length) : null;
  return useMutation({
    mutationFn: async ({ path, said }: { path: string; said: PropertyDescription | null }) => {
      if (event === null) {
        const address = `/schema/traits/${encodeURIComponent(`${of}.${path}`)}`;
        return said === null
          ? request<null>(address, { method: 'DELETE' })
          : request<unknown>(address, { method: 'PUT', body: said });
      }
      // The description of an event comes as a whole: the rest of it stays as it is.
      const { events } = await request<{ events: readonly EventDescription[] }>('/schema');
      const { event: _, ...known } = events.find((each) => each.event === event) ?? { event, properties: {} };
      const properties = Object.entries(known.properties).filter(([each]) => each !== path);
      return request<unknown>(`/schema/events/${encodeURIComponent(event)}`, {
        method: 'PUT',
        body: { ...known, properties: Object.fromEntries(said === null ? properties : [...properties, [path, said]]) },
      });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'vocabulary'] }),
  });
}
