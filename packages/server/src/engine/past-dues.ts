import type { Core } from './core.js';

const hourLength = 3_600_000;

/** When time alone may change what is kept of profiles' pasts; gathered by leaf and hour, and stored at once. */
export class PastDues {
  private readonly byLeaf = new Map<number, Map<number, number[]>>();

  /** @param due ms; Infinity: never */
  add(leaf: number, profile: number, due: number): void {
    if (!Number.isFinite(due)) return;
    let hours = this.byLeaf.get(leaf);
    if (hours === undefined) {
      hours = new Map();
      this.byLeaf.set(leaf, hours);
    }
    const hour = Math.floor(due / hourLength);
    const dues = hours.get(hour);
    if (dues === undefined) hours.set(hour, [profile, due]);
    else dues.push(profile, due);
  }

  /** Stores them, and puts those that the queue of due times reaches into it; to be called between two pieces of work. */
  async save(core: Core): Promise<void> {
    for (const [number, hours] of this.byLeaf) {
      await core.store.addPastDues({ number, hours: [...hours] });
      for (const dues of hours.values()) {
        for (let at = 0; at + 1 < dues.length; at += 2) {
          const due = dues[at + 1] ?? 0;
          if (due <= core.dueHorizon) core.dues.push(due, dues[at] ?? 0);
        }
      }
    }
  }
}

/** What is stored of them that comes due after one instant (ms) and up to another. */
export async function pastDuesWithin(
  core: Core,
  after: number,
  until: number,
): Promise<readonly { readonly id: number; readonly dueAt: number }[]> {
  const hour = (time: number): number => Math.floor(time / hourLength);
  const found = await core.store.pastDues(hour(after), hour(until));
  return found.filter(({ dueAt }) => dueAt > after && dueAt <= until);
}

/** Forgets those of hours that have long been swept. */
export async function forgetPastDues(core: Core): Promise<void> {
  await core.store.forgetPastDues(Math.floor(core.now / hourLength) - 2);
}
