/** One row of the report: a number, what it is compared with, and under which conditions it was got. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same thing done by somebody else, in the same unit; null where there is nobody to compare with. */
  readonly peer: number | null;
  /** `value / peer`. */
  readonly ratio: number | null;
  /** In words, e.g. `≥ 10000`. */
  readonly target: string | null;
  readonly reached: boolean | null;
  /** Data shape, cores, warm-up. */
  readonly conditions: string;
}

export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Applies to `ratio` instead of `value`. */
  readonly ratioAtMost?: number;
  readonly ratioAtLeast?: number;
}

/** Judges a number by its target. `peer` is in the same unit. */
export function measured(
  name: string,
  value: number,
  unit: string,
  conditions: string,
  options: { readonly target?: Target; readonly peer?: number } = {},
): Measurement {
  const ratio = options.peer === undefined || options.peer === 0 ? null : value / options.peer;
  const { atLeast, atMost, ratioAtMost, ratioAtLeast } = options.target ?? {};
  const demands: { words: string; met: boolean }[] = [];
  if (atLeast !== undefined) demands.push({ words: `≥ ${atLeast}`, met: value >= atLeast });
  if (atMost !== undefined) demands.push({ words: `≤ ${atMost}`, met: value <= atMost });
  if (ratioAtMost !== undefined) {
    demands.push({ words: `ratio ≤ ${ratioAtMost}`, met: ratio !== null && ratio <= ratioAtMost });
  }
  if (ratioAtLeast !== undefined) {
    demands.push({ words: `ratio ≥ ${ratioAtLeast}`, met: ratio !== null && ratio >= ratioAtLeast });
  }
  return {
    name,
    value: round(value),
    unit,
    peer: options.peer === undefined ? null : round(options.peer),
    ratio: ratio === null ? null : round(ratio),
    target: demands.length === 0 ? null : demands.map((demand) => demand.words).join(', '),
    reached: demands.length === 0 ? null : demands.every((demand) => demand.met),
    conditions,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
