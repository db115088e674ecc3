import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useSite } from '../api/session.js';
import { type StreamState, useStream } from '../api/stream.js';
import type { Change } from '../api/types.js';

const pause = 300;

/**
 * Reads queries of segments again soon after somebody enters or leaves, at most a few times a second.
 * @param keys the queries, below the site
 */
export function useLiveSizes(
  keys: readonly (readonly string[])[],
  options: { segment?: string; onChange?: (change: Change) => void } = {},
): StreamState {
  const client = useQueryClient();
  const { site } = useSite();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  const state = useStream(
    { types: 'memberships', ...(options.segment === undefined ? {} : { segment: options.segment }) },
    (message) => {
      if (message.kind !== 'change') return;
      options.onChange?.(message.change);
      timer.current ??= setTimeout(() => {
        timer.current = null;
        for (const key of keys) void client.invalidateQueries({ queryKey: [site.id, ...key] });
      }, pause);
    },
  );
  // What happened while the connection was away was not told; ask for what is true now.
  const opened = useRef(false);
  const stale = useEffectEvent(() => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [site.id, ...key] });
  });
  useEffect(() => {
    if (state !== 'open') return;
    if (opened.current) stale();
    opened.current = true;
  }, [state]);
  return state;
}
