import type { SegmentSubject } from '@kindred/criteria';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
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
import type { NodeCount } from './node-facts.js';

/**
 * How long (ms) nothing is typed before it is counted, unless nothing had changed for a while: then it is counted at once.
 * A newer question ends one under way, so that neither need be long.
 */
const pause = 50;
const rested = 300;

export interface LiveAnswer {
  readonly state: 'idle' | 'counting' | 'settled' | 'failed';
  /** The newest answer; of an older question while `state` is not `settled`. */
  readonly answer: Preview | null;
  /** The audience that `answer` is about. */
  readonly audience: Audience | null;
  /** The counts of `answer` by the nodes of the draft. */
  readonly counts: ReadonlyMap<string, NodeCount>;
  readonly error: unknown;
  readonly faults: readonly Fault[];
}

const idle: LiveAnswer = {
  state: 'idle',
  answer: null,
  audience: null,
  counts: new Map(),
  error: null,
  faults: [],
};

export interface PreviewOptions {
  /** Null: nothing to ask yet. */
  readonly audience: Audience | null;
  /** Where each node of the draft stands in the audience's criteria. */
  readonly paths: ReadonlyMap<string, string>;
  /** Names this editor to the server, which ends its older questions. */
  readonly editor: string;
  /** Whether there is no condition at all: then an earlier answer says nothing any more. */
  readonly empty: boolean;
  /** Id of the saved segment that it is compared with; null for a new one. */
  readonly against: string | null;
}

/**
 * Counts an audience while it is being edited, soon after a change, and never shows an older answer over a newer one.
 */
export function usePreview({
  audience,
  paths,
  editor,
  empty,
  against,
}: PreviewOptions): LiveAnswer & { again(): void } {
  const { request } = useSite();
  const [live, setLive] = useState<LiveAnswer>(idle);
  const [round, setRound] = useState(0);
  const text = audience === null ? null : JSON.stringify(audience);
  const latest = useRef(0);
  const changedAt = useRef(0);

  const placesNow = useEffectEvent(() => paths);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question again
  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    if (text === null) {
      setLive((before) => (empty ? idle : { ...before, state: 'idle', faults: [], error: null }));
      return;
    }
    const wait = performance.now() - changedAt.current > rested ? 0 : pause;
    changedAt.current = performance.now();
    const asked: Audience = JSON.parse(text);
    const places = placesNow();
    const abort = new AbortController();
    setLive((before) =>
      before.state === 'counting' && before.error === null ? before : { ...before, state: 'counting', error: null },
    );
    const timer = setTimeout(async () => {
      try {
        const answer = await request<Preview>('/preview', {
          method: 'POST',
          body: { ...asked, editor, nodes: true, ...(against === null ? {} : { against }) },
          signal: abort.signal,
        });
        if (latest.current !== mine) return;
        const counts = countsOf(answer, places);
        setLive({ state: 'settled', answer, audience: asked, counts, error: null, faults: [] });
      } catch (error) {
        if (latest.current !== mine || abort.signal.aborted) return;
        if (error instanceof ApiProblem && error.code === 'superseded') return;
        const faults = error instanceof ApiProblem ? error.errors : [];
        setLive((before) => ({ ...before, state: 'failed', error, faults }));
      }
    }, wait);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, empty, editor, against, request, round]);

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

/** Whom a list shows: who match, or who would enter or leave against the segment as it is saved (null: it is new). */
export type Whom =
  | { readonly who: 'matching'; readonly against: string | null }
  | { readonly who: 'entering' | 'leaving'; readonly against: string };

/** Whom an unsaved audience finds, people or accounts as its members are, page by page. */
export function usePreviewMembers<M extends ProfileSummary | AccountSummary>(
  audience: Audience | null,
  { who, against }: Whom,
) {
  const { site, request } = useSite();
  const result = useInfiniteQuery({
    queryKey: [site.id, 'preview', 'members', audience, who, against],
    queryFn: ({ pageParam, signal }) =>
      request<Page<M>>('/preview/members', {
        method: 'POST',
        body: {
          ...audience,
          who,
          ...(against === null ? {} : { against }),
          limit: 20,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: audience !== null,
    placeholderData: (previous) => previous,
  });
  const { data } = result;
  return { ...result, items: useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]) };
}

/** Why somebody is in or out of an unsaved audience. */
export function usePreviewExplanation(audience: Audience | null, member: string | null, against: string | null) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'preview', 'explain', member, audience, against],
    queryFn: ({ signal }) =>
      request<Verdict>('/preview/explain', {
        method: 'POST',
        body: {
          ...audience,
          ...(against === null ? {} : { against }),
          [audience?.subject === 'account' ? 'account' : 'profile']: member,
        },
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

function countsOf(answer: Preview, places: ReadonlyMap<string, string>): ReadonlyMap<string, NodeCount> {
  const byPath = new Map(answer.nodes?.map((node) => [node.path, node]));
  const counts = new Map<string, NodeCount>();
  for (const [id, path] of places) {
    const node = byPath.get(path);
    if (node !== undefined) counts.set(id, { certain: node.certain, possible: node.possible, left: node.left });
  }
  return counts;
}
