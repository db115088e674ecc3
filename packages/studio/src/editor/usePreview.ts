import type { SegmentSubject } from '@kindred/criteria';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { usePages } from '../api/paging.js';
import { ApiProblem } from '../api/problem.js';
import { useSite } from '../api/session.js';
import type {
  AccountSummary,
  Audience,
  CriteriaCheck,
  Fault,
  Page,
  Preview,
  ProfileSummary,
  Verdict,
} from '../api/types.js';

const pause = 150;

export interface LiveAnswer {
  readonly state: 'idle' | 'counting' | 'settled' | 'failed';
  /** The newest answer; of an older question while `state` is not `settled`. */
  readonly answer: Preview | null;
  /** The audience that `answer` is about. */
  readonly audience: Audience | null;
  readonly error: unknown;
  readonly faults: readonly Fault[];
}

const idle: LiveAnswer = { state: 'idle', answer: null, audience: null, error: null, faults: [] };

/**
 * Counts an audience while it is being edited: 150 ms after the last change, and never showing an older answer over a
 * newer one. Null audience: nothing to ask yet.
 */
export function usePreview(audience: Audience | null, editor: string): LiveAnswer & { again(): void } {
  const { request } = useSite();
  const [live, setLive] = useState<LiveAnswer>(idle);
  const [round, setRound] = useState(0);
  const text = audience === null ? null : JSON.stringify(audience);
  const latest = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question again
  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    if (text === null) {
      setLive((before) => ({ ...before, state: 'idle', faults: [], error: null }));
      return;
    }
    const asked: Audience = JSON.parse(text);
    const abort = new AbortController();
    setLive((before) => ({ ...before, state: 'counting', error: null }));
    const timer = setTimeout(async () => {
      try {
        const answer = await request<Preview>('/preview', {
          method: 'POST',
          body: { ...asked, editor },
          signal: abort.signal,
        });
        if (latest.current === mine) setLive({ state: 'settled', answer, audience: asked, error: null, faults: [] });
      } catch (error) {
        if (latest.current !== mine || abort.signal.aborted) return;
        if (error instanceof ApiProblem && error.code === 'superseded') return;
        const faults = error instanceof ApiProblem ? error.errors : [];
        setLive((before) => ({ ...before, state: 'failed', error, faults }));
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, editor, request, round]);

  return { ...live, again: () => setRound((count) => count + 1) };
}

/** Faults, sentence and the default for guests of criteria that are being edited. */
export function useCriteriaCheck(criteria: Audience['criteria'] | null, id: string | null, subject: SegmentSubject) {
  const { site, request } = useSite();
  const text = criteria === null ? '' : JSON.stringify(criteria);
  return useQuery({
    queryKey: [site.id, 'check', id, subject, text],
    queryFn: ({ signal }) =>
      request<CriteriaCheck>('/criteria/check', {
        method: 'POST',
        body: { criteria, subject, ...(id === null ? {} : { id }) },
        signal,
      }),
    enabled: criteria !== null,
    placeholderData: (previous) => (criteria === null ? undefined : previous),
    staleTime: 30_000,
  });
}

/** Whom an unsaved audience finds, people or accounts as its members are, page by page. */
export function usePreviewMembers<M extends ProfileSummary | AccountSummary>(audience: Audience | null) {
  const { site, request } = useSite();
  const result = useInfiniteQuery({
    queryKey: [site.id, 'preview', 'members', audience],
    queryFn: ({ pageParam, signal }) =>
      request<Page<M>>('/preview/members', {
        method: 'POST',
        body: { ...audience, limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: audience !== null,
    placeholderData: (previous) => previous,
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** Why somebody is in or out of an unsaved audience. */
export function usePreviewExplanation(audience: Audience | null, member: string | null) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'preview', 'explain', member, audience],
    queryFn: ({ signal }) =>
      request<Verdict>('/preview/explain', {
        method: 'POST',
        body: { ...audience, [audience?.subject === 'account' ? 'account' : 'profile']: member },
        signal,
      }),
    enabled: audience !== null && member !== null,
    placeholderData: (previous, query) => (query?.queryKey[3] === member ? previous : undefined),
  });
}

/** People whose name, e-mail or id contains a text. */
export function useProfileSearch(search: string) {
  return usePages<ProfileSummary>(['profiles', 'list'], '/profiles', {
    query: { search },
    limit: 8,
    enabled: search.trim() !== '',
  });
}
