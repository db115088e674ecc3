import type { Measurement } from './measurement.js';

/** What a case is given: where it may listen and keep things, and how it says what it is doing. */
export interface Bench {
  readonly port: number;
  /** Kept between runs; generated data lives here by seed. */
  readonly cacheDir: string;
  /** Cores of this machine, for the conditions of a row. */
  readonly cores: number;
  note(text: string): void;
}

export interface Case {
  readonly name: string;
  /** Takes many minutes to make ready, so it is measured only where it is named, or with `--all`. */
  readonly large?: true;
  run(bench: Bench): Promise<readonly Measurement[]>;
}
