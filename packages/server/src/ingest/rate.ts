import { TooManyRequestsError } from '../http/errors.js';

/** How many seconds' worth of events may come at once. */
const burstSeconds = 10;

/** Lets each key send so many events a second on average (a token bucket a key). */
export class EventRate {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly perSecond: number,
    private readonly clock: () => number,
  ) {}

  /** @throws TooManyRequestsError, with the time after which `events` would pass */
  spend(key: string, events: number): void {
    const now = this.clock();
    const full = this.perSecond * burstSeconds;
    const bucket = this.buckets.get(key) ?? { tokens: full, at: now };
    const elapsed = Math.max(0, now - bucket.at) / 1000;
    const tokens = Math.min(full, bucket.tokens + elapsed * this.perSecond);
    if (tokens < events) {
      this.buckets.set(key, { tokens, at: now });
      throw new TooManyRequestsError(
        `This key may send ${this.perSecond} events a second.`,
        (events - tokens) / this.perSecond,
      );
    }
    this.buckets.set(key, { tokens: tokens - events, at: now });
  }
}
