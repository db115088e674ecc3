import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamedRejection } from '../api/data-types.js';
import { useStream } from '../api/stream.js';
import type { Change, StreamedEvent } from '../api/types.js';
import { push } from './ring.js';

const kept = 300;
/** The screen is drawn anew at most this often, however many events come in. */
const frame = 200;

/** A visitor's event, or one that was refused; numbered, because the refused have no id. */
export type LiveEvent =
  | { readonly kind: 'event'; readonly id: string; readonly event: StreamedEvent }
  | { readonly kind: 'rejected'; readonly id: string; readonly rejected: StreamedRejection };

interface Feed {
  readonly events: readonly LiveEvent[];
  readonly changes: readonly Change[];
}

/** The site's events, refused ones too, and its enters and exits as they happen; while paused they are counted and held back. */
export function useLiveFeed() {
  const [feed, setFeed] = useState<Feed>({ events: [], changes: [] });
  const [paused, setPaused] = useState(false);
  const [held, setHeld] = useState(0);
  const waiting = useRef<{ events: LiveEvent[]; changes: Change[] }>({ events: [], changes: [] });
  const refused = useRef(0);

  const show = useCallback(() => {
    const { events, changes } = waiting.current;
    if (events.length + changes.length === 0) return;
    waiting.current = { events: [], changes: [] };
    setHeld(0);
    setFeed((before) => ({
      events: push(before.events, events, ({ id }) => id, kept),
      changes: push(before.changes, changes, (change) => change.id, kept),
    }));
  }, []);

  const state = useStream({ types: 'events,memberships,rejected' }, (message) => {
    const { events, changes } = waiting.current;
    if (message.kind === 'event') events.push({ ...message, id: message.event.messageId });
    else if (message.kind === 'rejected') events.push({ ...message, id: `rejected ${refused.current++}` });
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
