import type { AcceptedEvent, Engine } from '../../engine/contract.js';

/** An engine that only remembers what it was given, and answers repeated message ids as the real one does. */
export interface RecordingEngine extends Pick<Engine, 'accept'> {
  ready: boolean;
  readonly accepted: { readonly site: number; readonly receivedAt: number; readonly event: AcceptedEvent }[];
}

export function recordingEngine(): RecordingEngine {
  const seen = new Set<string>();
  const accepted: RecordingEngine['accepted'] = [];
  return {
    ready: true,
    accepted,
    async accept(site, receivedAt, events) {
      const duplicates: number[] = [];
      events.forEach((event, index) => {
        const id = `${site} ${event.messageId}`;
        if (seen.has(id)) duplicates.push(index);
        else accepted.push({ site, receivedAt, event });
        seen.add(id);
      });
      return { duplicates };
    },
  };
}
