export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Nearest-rank percentiles; every sample counts once. Empty input gives NaN, which no target accepts. */
export function percentilesOf(samples: Float64Array): Percentiles {
  const sorted = Float64Array.from(samples).sort();
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

export function median(values: readonly number[]): number {
  return percentilesOf(Float64Array.from(values)).p50;
}
