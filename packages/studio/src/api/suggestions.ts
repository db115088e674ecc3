import type { Criteria, Scalar } from '@kindred/criteria';
import { useQuery } from '@tanstack/react-query';
import type { Lift } from './insight.js';
import { useSite } from './session.js';

/** What groups are compared in: that people did something in the last days, or are members of a segment. */
export type SuggestionOutcome =
  | { readonly event: string; readonly days: number; readonly where?: OutcomeProperty }
  | { readonly segment: string };

/** A property that the event must have. */
export interface OutcomeProperty {
  readonly type: 'property';
  readonly property: string;
  readonly operator: 'equals';
  readonly value: Scalar;
}

export interface SuggestionAsked {
  readonly outcome: SuggestionOutcome;
  readonly days: number;
  readonly conditions: number;
  readonly minimumSize?: number;
  /** Properties, and events as `event:` and their name. */
  readonly without: readonly string[];
}

/** How many people, and how many of them have the outcome. */
export interface Having {
  readonly size: number;
  readonly having: number;
}

export type SuggestionDirection = 'above' | 'below';

export interface SuggestedGroup {
  readonly criteria: Criteria;
  readonly sentence: string;
  readonly parts: readonly { readonly about: string; readonly sentence: string }[];
  readonly direction: SuggestionDirection;
  readonly group: Having;
  readonly others: Having;
  readonly lift: Lift;
  readonly pValue: number;
}

export interface Suggestions {
  readonly asOf: string;
  readonly sentence: string;
  readonly everyone: Having;
  readonly minimumSize: number;
  readonly conditions: number;
  readonly possible: number;
  readonly itself: readonly string[];
  readonly leftOut: readonly string[];
  readonly items: readonly SuggestedGroup[];
  readonly together: (Having & { readonly criteria: Criteria; readonly sentence: string }) | null;
}

export interface SuggestionProgress {
  readonly stage: 'waiting' | 'looking' | 'asking' | 'searching';
  readonly done: number;
  readonly of: number;
}

/**
 * Groups that differ most from everyone in an outcome. Nobody's waiting ends the search on the server, and so does a newer
 * one of the same name.
 */
export function useSuggestions(asked: SuggestionAsked | null, run: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'suggestions', 'found', asked],
    queryFn: ({ signal }) => request<Suggestions>('/suggestions', { method: 'POST', body: { ...asked, run }, signal }),
    enabled: asked !== null,
    // A search takes long: what it found stands for minutes, and no glance at the window begins it anew.
    staleTime: 300_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** How far a search of this name is; asked for while it runs. */
export function useSuggestionProgress(run: string, running: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'suggestions', 'progress', run],
    queryFn: ({ signal }) => request<SuggestionProgress | null>('/suggestions/progress', { query: { run }, signal }),
    enabled: running,
    refetchInterval: 500,
    staleTime: 0,
    // Of the next search nothing of this one may be shown.
    gcTime: 0,
  });
}
