import type { Definitions, StateStore } from '@kindred/store';

/** Numbers of leaves and of sets that nobody asks for any more. */
export interface Unused {
  readonly leaves: readonly number[];
  readonly sets: readonly number[];
}

interface Kept {
  readonly state: Pick<StateStore, 'forgetPasts' | 'dropSet'>;
  readonly definitions: Pick<Definitions, 'leaves'>;
  readonly onError: (error: unknown, doing: string) => void;
}

/**
 * Drops, in the background, the rows of what is used no longer. Those by which it is known come last, a leaf's own and the
 * count of a set's members: what the end of the process leaves is found at the next start.
 */
export class Dropping {
  private leaves: number[] = [];
  private sets: number[] = [];
  private underway: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly kept: Kept) {}

  add({ leaves, sets }: Unused): void {
    this.leaves.push(...leaves);
    this.sets.push(...sets);
    this.underway ??= this.run()
      .catch((error: unknown) => this.kept.onError(error, 'dropping what is used no longer'))
      .finally(() => {
        this.underway = null;
      });
  }

  /** Resolves once nothing is being dropped. */
  async idle(): Promise<void> {
    await this.underway;
  }

  async close(): Promise<void> {
    this.stopped = true;
    await this.idle();
  }

  private async run(): Promise<void> {
    const { state, definitions } = this.kept;
    while (this.leaves.length + this.sets.length > 0) {
      const [leaves, sets] = [this.leaves.splice(0), this.sets.splice(0)];
      if (this.stopped) return;
      await state.forgetPasts([...new Set([...leaves, ...sets])]);
      await definitions.leaves.delete(leaves);
      for (const set of sets) {
        if (this.stopped) return;
        await state.dropSet(set);
      }
    }
  }
}
