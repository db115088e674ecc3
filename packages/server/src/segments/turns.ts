/** Changes of one site run one after the other; one that concerns several sites has the turn of each. */
export class Turns {
  readonly #busy = new Map<number, Promise<unknown>>();

  /** Sites are waited for in one order, so that no two wait for each other. */
  take<T>(sites: readonly number[], work: () => Promise<T>): Promise<T> {
    const ordered = [...new Set(sites)].sort((one, other) => one - other);
    return ordered.reduceRight<() => Promise<T>>((inner, site) => () => this.#one(site, inner), work)();
  }

  #one<T>(site: number, work: () => Promise<T>): Promise<T> {
    const turn = (this.#busy.get(site) ?? Promise.resolve()).then(work, work);
    this.#busy.set(
      site,
      turn.catch(() => {}),
    );
    return turn;
  }
}
