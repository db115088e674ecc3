import { useCallback, useEffect, useRef, useState } from 'react';
import { useStream } from '../api/stream.js';
import type { Change, StreamedEvent } from '../api/types.js';
import { push } from './ring.js';

const kept = 300;
/** The screen is drawn anew at most this often, however many events come in. */
const frame = 200;

interface Feed {
  readonly events: readonly StreamedEvent[];
  readonly changes: readonly Change[];
}

/** The site's events and its enters and exits as they happen; while paused they are counted and held back. */
export function useLiveFeed() {
  const [feed, setFeed] = useState<Feed>({ events: [], changes: [] });
  const [paused, setPaused] = useState(false);
  const [held, setHeld] = useState(0);
  const waiting = useRef<{ events: StreamedEvent[]; changes: Change[] }>({ events: [], changes: [] });

  const show = useCallback(() => {
    const { events, changes } = waiting.current;
    if (events.length + changes.length === 0) return;
    waiting.current = { events: [], changes: [] };
    setHeld(0);
    setFeed((before) => ({
      events: push(before.events, events, (event) => event.messageId, kept),
      changes: push(before.changes, changes, (change) => change.id, kept),
    }));
  }, []);

  const state = useStream({ types: 'events,memberships' }, (message) => {
    const { events, changes } = waiting.current;
    if (message.kind === 'event') events.push(message.event);
    else changes.push(message.change);
    if (events.length > kept) events.shift();
    if (changes.length > kept) changes.shift();
  });

  useEffect(() => {
    const timer = setInterval(() => {
      if (paused) setHeld(waiting.current.events.length + waiting.current.changes.length);
      else show();
    }, frame);
    return () => clearInterval(timer);
  }, [paused, show]);

  return {
    ...feed,
    state: paused ? ('paused' as const) : state,
    paused,
    held,
    pause: () => setPaused(true),
    resume: () => {
      setPaused(false);
      show();
    },
    clear: () => setFeed({ events: [], changes: [] }),
  };
}
