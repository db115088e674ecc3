/**
 * Keeps those who read the past from those who change it. Many may read at a time; who changes it waits for them, is
 * alone, and goes before readers that come later.
 */
export class PastLock {
  private readers = 0;
  private changing = false;
  private readonly waiting: { readonly writes: boolean; readonly enter: () => void }[] = [];

  /** Runs a task during which nobody changes the past. */
  reading<T>(task: () => Promise<T>): Promise<T> {
    return this.within(false, task);
  }

  /** Runs a task during which nobody else reads or changes the past. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    return this.within(true, task);
  }

  private async within<T>(writes: boolean, task: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.waiting.push({ writes, enter });
      this.admit();
    });
    try {
      return await task();
    } finally {
      if (writes) this.changing = false;
      else this.readers--;
      this.admit();
    }
  }

  /** In the order in which they came. */
  private admit(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      if (this.changing || (next.writes && this.readers > 0)) return;
      this.waiting.shift();
      if (next.writes) this.changing = true;
      else this.readers++;
      next.enter();
    }
  }
}
