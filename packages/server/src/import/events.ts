import { createHash } from 'node:crypto';
import type { AcceptedEvent } from '../engine/contract.js';
import { CallFault, defaultLimits, normalise, readCall } from '../ingest/index.js';

/** Nothing that a visitor did on a web site or in an app is older. */
const earliest = Date.UTC(1990, 0, 1);

/** History is taken as old as it is; only live events have their age limited. */
const unlimitedAge = Number.POSITIVE_INFINITY;

/**
 * Makes a reader for lines of historical events: tracking calls that must say when they happened. Their time is taken
 * as written (the time received is that time, so no clock is corrected). A line without a `messageId` gets one from its
 * text, so importing the same file again repeats nothing.
 *
 * @param now epoch ms; later events are refused
 */
export function eventReader(now: number): (value: unknown, text: string) => AcceptedEvent {
  return (value, text) => {
    const call = readCall(value, { limits: defaultLimits, type: null, strict: false, weigh: true });
    if (call.original === null) {
      throw new CallFault('missing_timestamp', 'Imported events need a timestamp.', 'timestamp');
    }
    if (call.original < earliest || call.original > now) {
      throw new CallFault('invalid_timestamp', 'timestamp must lie between 1990 and now.', 'timestamp');
    }
    return normalise(
      { ...call, messageId: call.messageId ?? derivedId(text), sentAt: null },
      { receivedAt: call.original, sentAt: null, context: null, maxAgeYears: unlimitedAge },
    );
  };
}

/** 128 bits of the line's SHA-256. */
function derivedId(text: string): string {
  return `line-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
