/** Profiles by the instant at which time alone may change them. A binary heap; outdated entries are told apart when popped. */
export class DueQueue {
  private readonly times: number[] = [];
  private readonly ids: number[] = [];

  get next(): number | null {
    return this.times[0] ?? null;
  }

  get size(): number {
    return this.times.length;
  }

  push(time: number, id: number): void {
    const { times, ids } = this;
    let at = times.length;
    times.push(time);
    ids.push(id);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = times[parent] ?? 0;
      if (above <= time) break;
      times[at] = above;
      ids[at] = ids[parent] ?? 0;
      at = parent;
    }
    times[at] = time;
    ids[at] = id;
  }

  /** Takes up to `limit` entries due at or before `until`, earliest first. */
  take(until: number, limit: number): { time: number; id: number }[] {
    const taken: { time: number; id: number }[] = [];
    while (taken.length < limit && this.times.length > 0 && (this.times[0] ?? 0) <= until) {
      taken.push({ time: this.times[0] ?? 0, id: this.ids[0] ?? 0 });
      this.dropFirst();
    }
    return taken;
  }

  private dropFirst(): void {
    const { times, ids } = this;
    const time = times.pop() ?? 0;
    const id = ids.pop() ?? 0;
    const size = times.length;
    if (size === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && (times[child + 1] ?? 0) < (times[child] ?? 0)) child++;
      const below = times[child] ?? 0;
      if (below >= time) break;
      times[at] = below;
      ids[at] = ids[child] ?? 0;
      at = child;
    }
    times[at] = time;
    ids[at] = id;
  }
}
