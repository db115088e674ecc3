import { useEffect, useEffectEvent, useState } from 'react';
import { useSite } from './session.js';
import type { Change, StreamedEvent } from './types.js';

export type StreamMessage =
  | { readonly kind: 'event'; readonly event: StreamedEvent }
  | { readonly kind: 'change'; readonly change: Change };

export type StreamState = 'connecting' | 'open' | 'lost';

interface StreamOptions {
  readonly types: 'events' | 'memberships' | 'events,memberships';
  readonly segment?: string;
  /** While false no connection is held. */
  readonly enabled?: boolean;
}

/** Follows the site's server-sent stream while mounted; the browser reconnects by itself. */
export function useStream(options: StreamOptions, onMessage: (message: StreamMessage) => void): StreamState {
  const { site } = useSite();
  const { types, segment, enabled = true } = options;
  const [state, setState] = useState<StreamState>('connecting');
  const deliver = useEffectEvent(onMessage);

  useEffect(() => {
    if (!enabled) return;
    const query = new URLSearchParams({ types, site: site.id });
    if (segment !== undefined) query.set('segment', segment);
    const source = new EventSource(`/v1/stream?${query}`);
    source.onopen = () => setState('open');
    source.onerror = () => setState(source.readyState === EventSource.CLOSED ? 'lost' : 'connecting');
    const onChange = (message: MessageEvent<string>) => {
      const change: Change = JSON.parse(message.data);
      deliver({ kind: 'change', change });
    };
    source.addEventListener('event', (message: MessageEvent<string>) => {
      const event: StreamedEvent = JSON.parse(message.data);
      deliver({ kind: 'event', event });
    });
    source.addEventListener('entered', onChange);
    source.addEventListener('exited', onChange);
    return () => {
      source.close();
      setState('connecting');
    };
  }, [types, segment, enabled, site.id]);

  return state;
}
