import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { newestEvents, useProfileEvents } from '../api/profiles.js';
import { useSite } from '../api/session.js';
import { useStream } from '../api/stream.js';
import type { VisitorEvent } from '../api/types.js';
import { timelineOf, unknownOf } from './timeline.js';

/** The list is drawn anew at most this often, and what arrived told to those who hear the page at most so often (ms). */
const drawn = 200;
const told = 3_000;
/** Beyond so many that wait or have arrived, the pages are read anew instead. */
const most = 500;

/** What arrived since it was last told. */
export interface Arrival {
  readonly count: number;
  readonly newest: VisitorEvent | null;
}

/**
 * A visitor's events, the newest first, and new ones by themselves. While it is paused, or somebody reads further down,
 * what arrives waits: nothing moves under the reader's eyes.
 *
 * @param name of the only events wanted; null: all
 */
export function useLiveEvents(id: string, name: string | null, list: RefObject<HTMLElement | null>) {
  const { site, request } = useSite();
  const client = useQueryClient();
  const events = useProfileEvents(id, name);
  const [arrived, setArrived] = useState<readonly VisitorEvent[]>([]);
  const [held, setHeld] = useState(0);
  const [paused, setPaused] = useState(false);
  const [arrival, setArrival] = useState<Arrival>({ count: 0, newest: null });
  const waiting = useRef<readonly VisitorEvent[]>([]);
  const untold = useRef({ count: 0, newest: null as VisitorEvent | null, at: 0 });
  const { items, refetch, hasNextPage } = events;

  const take = (some: readonly VisitorEvent[]): readonly VisitorEvent[] => {
    const wanted = name === null ? some : some.filter((event) => event.name === name);
    const unknown = unknownOf(wanted, items, arrived, waiting.current);
    if (unknown.length === 0) return unknown;
    waiting.current = [...waiting.current, ...unknown];
    const { count, at } = untold.current;
    untold.current = { count: count + unknown.length, newest: unknown.at(-1) ?? null, at };
    return unknown;
  };

  const state = useStream({ types: 'events', profile: id }, (message) => {
    if (message.kind === 'event') take([message.event]);
  });

  // What came before the stream was open, at first or after a loss, is asked for.
  const catchUp = useEffectEvent(async (signal: AbortSignal) => {
    const page = await newestEvents(request, id, name, signal).catch(() => null);
    if (page === null || signal.aborted) return;
    const unknown = take(page.items.toReversed());
    if (unknown.length === page.items.length && page.next !== null) await refetch();
  });
  const ready = events.isSuccess && state === 'open';
  // biome-ignore lint/correctness/useExhaustiveDependencies: other events are others to catch up with
  useEffect(() => {
    if (!ready) return;
    const stop = new AbortController();
    void catchUp(stop.signal);
    return () => stop.abort();
  }, [ready, id, name]);

  const show = useCallback(() => {
    const some = waiting.current;
    waiting.current = [];
    setHeld(0);
    if (some.length === 0) return;
    // Who they are, and when they were last seen, may have changed with it.
    void client.invalidateQueries({ queryKey: [site.id, 'profiles', 'one', id] });
    setArrived((before) => (before.length + some.length > most ? [] : [...before, ...some]));
    if (some.length > most) void refetch();
  }, [client, site.id, id, refetch]);

  const look = useEffectEvent(() => {
    if (waiting.current.length > 0) {
      if (paused || isRead(list.current)) setHeld(waiting.current.length);
      else show();
    }
    if (arrived.length > most) void refetch().then(() => setArrived([]));
    const { count, newest, at } = untold.current;
    if (count === 0 || Date.now() - at < told) return;
    untold.current = { count: 0, newest: null, at: Date.now() };
    setArrival({ count, newest });
  });
  useEffect(() => {
    const timer = setInterval(() => look(), drawn);
    return () => clearInterval(timer);
  }, []);

  return {
    ...events,
    items: useMemo(() => timelineOf(items, arrived, hasNextPage), [items, arrived, hasNextPage]),
    state: paused ? ('paused' as const) : state,
    paused,
    held,
    arrival,
    show,
    pause: () => setPaused(true),
    resume: () => {
      setPaused(false);
      show();
    },
  };
}

/** Whether somebody has gone down the list, or into it by keyboard: what comes above would move what they read. */
function isRead(list: HTMLElement | null): boolean {
  if (list === null) return false;
  const focused = document.activeElement;
  if (focused !== null && focused !== list && list.contains(focused)) return true;
  return list.getBoundingClientRect().top < 0;
}
