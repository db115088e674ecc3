import { useEffect, useEffectEvent, useState } from 'react';
import type { StreamedRejection } from './data-types.js';
import { useSite } from './session.js';
import type { Change, StreamedEvent } from './types.js';

export type StreamMessage =
  | { readonly kind: 'event'; readonly event: StreamedEvent }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'rejected'; readonly rejected: StreamedRejection };

export type StreamState = 'connecting' | 'open' | 'lost';

interface StreamOptions {
  readonly types: 'events' | 'memberships' | 'rejected' | 'events,memberships,rejected';
  readonly segment?: string;
  /** Only of this visitor. */
  readonly profile?: string;
  /** While false no connection is held. */
  readonly enabled?: boolean;
}

/** The browser tries again by itself after silence, but not after a refusal such as that of a proxy; this long after one, we do. */
const afterRefusal = 5_000;

/** Follows the site's server-sent stream while mounted, through losses of the connection. */
export function useStream(options: StreamOptions, onMessage: (message: StreamMessage) => void): StreamState {
  const { site } = useSite();
  const { types, segment, profile, enabled = true } = options;
  const [state, setState] = useState<StreamState>('connecting');
  const [attempt, setAttempt] = useState(0);
  const deliver = useEffectEvent(onMessage);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt connects anew
  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const query = new URLSearchParams({ types, site: site.id });
    if (segment !== undefined) query.set('segment', segment);
    if (profile !== undefined) query.set('profile', profile);
    const source = new EventSource(`/v1/stream?${query}`);
    let opened = false;
    source.onopen = () => {
      opened = true;
      setState('open');
    };
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED;
      setState(refused || opened ? 'lost' : 'connecting');
      if (refused) timer ??= setTimeout(() => setAttempt((count) => count + 1), afterRefusal);
    };
    const onChange = (message: MessageEvent<string>) => {
      const change: Change = JSON.parse(message.data);
      deliver({ kind: 'change', change });
    };
    source.addEventListener('event', (message: MessageEvent<string>) => {
      const event: StreamedEvent = JSON.parse(message.data);
      deliver({ kind: 'event', event });
    });
    source.addEventListener('rejected', (message: MessageEvent<string>) => {
      const rejected: StreamedRejection = JSON.parse(message.data);
      deliver({ kind: 'rejected', rejected });
    });
    source.addEventListener('entered', onChange);
    source.addEventListener('exited', onChange);
    return () => {
      if (timer !== null) clearTimeout(timer);
      source.close();
      setState('connecting');
    };
  }, [types, segment, profile, enabled, site.id, attempt]);

  return state;
}
