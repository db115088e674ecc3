export interface RepeatedWorkParts {
  readonly work: () => Promise<void>;
  /** Pause (ms) between two goes while something has just happened, and while nothing has. */
  readonly busyInterval: number;
  readonly idleInterval: number;
  /** How long (ms) after something has happened goes stay frequent. */
  readonly busyFor: number;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

/** Does something again and again, never twice at once: often while something happens, seldom while nothing does. */
export class RepeatedWork {
  #busyUntil = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  /** Whether the next go comes after the shorter pause; what happens meanwhile does not put it off. */
  #soon = false;
  #going: Promise<void> | null = null;
  #stopped = false;

  constructor(private readonly parts: RepeatedWorkParts) {}

  /** Something has happened: the next go comes soon. */
  wake(): void {
    this.#busyUntil = this.parts.clock() + this.parts.busyFor;
    if (!this.#soon && this.#going === null) this.#wait();
  }

  /** Waits for what is being done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#going;
  }

  #wait(): void {
    if (this.#stopped) return;
    const { busyInterval, idleInterval, clock } = this.parts;
    this.#soon = clock() < this.#busyUntil;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#go(), this.#soon ? busyInterval : idleInterval);
    this.#timer.unref();
  }

  #go(): void {
    this.#soon = false;
    this.#going = this.parts
      .work()
      .catch(this.parts.onError)
      .then(() => {
        this.#going = null;
        this.#wait();
      });
  }
}
