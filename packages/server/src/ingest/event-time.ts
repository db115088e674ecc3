const yearMs = 365.25 * 86_400_000;

/** Epoch ms of an ISO 8601 text or a number of milliseconds; null where it is neither. */
export function readTime(value: unknown): number | null {
  if (typeof value === 'string') {
    // Date.parse also takes forms such as "May 4"; ISO 8601 begins with a year and is at most 40 characters long.
    if (value.length > 40 || !/^[+-]?\d{4}/.test(value)) return null;
    const time = Date.parse(value);
    return Number.isNaN(time) ? null : time;
  }
  // Beyond ±8.64e15 there is no date.
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15) return Math.trunc(value);
  return null;
}

export interface SentTimes {
  /** `originalTimestamp` where sent, else `timestamp`: by the sender's clock. */
  readonly original: number | null;
  /** By the sender's clock too. */
  readonly sentAt: number | null;
  readonly receivedAt: number;
}

/**
 * When the event happened by our clock: received − (sent − original), so a sender's wrong clock cancels out.
 * Never after it was received, never more than `maxAgeYears` before; without an original time, when it was received.
 */
export function eventTime({ original, sentAt, receivedAt }: SentTimes, maxAgeYears: number): number {
  if (original === null) return receivedAt;
  const time = sentAt === null ? original : receivedAt - (sentAt - original);
  return Math.min(receivedAt, Math.max(time, Math.trunc(receivedAt - maxAgeYears * yearMs)));
}
