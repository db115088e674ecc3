/** What the history is made of; the same options give the same history, byte for byte. */
export interface HistoryOptions {
  /** Epoch ms at which the history ends. */
  readonly now: number;
  readonly seed?: number;
  /** Guests and known users together. Default 20,000. */
  readonly people?: number;
  /** About how many events; the outcome is within a few per cent. Default 1,000,000. */
  readonly events?: number;
}

export interface Settings {
  readonly now: number;
  readonly seed: number;
  readonly people: number;
  readonly events: number;
}

export const historyDays = 90;
export const day = 86_400_000;
/** The bank's visitors live by Eastern Time; half a year's daylight saving does not matter to a made-up rush hour. */
export const localOffset = -5 * 3_600_000;

export function settingsOf(options: HistoryOptions): Settings {
  return {
    now: options.now,
    seed: options.seed ?? 7,
    people: options.people ?? 20_000,
    events: options.events ?? 1_000_000,
  };
}

/** First instant of the history: a local midnight, less than 90 days before its end. */
export function historyStart(now: number): number {
  return Math.floor((now + localOffset) / day) * day - localOffset - (historyDays - 1) * day;
}
