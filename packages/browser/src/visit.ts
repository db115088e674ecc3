import type { Storage } from './environment.js';

/** A visit is over after this long without anything done. */
export const visitGap = 30 * 60_000;
const stored = 'kindred_visit';

/** The visit that goes on, as this browser knows it. */
export interface Visit {
  /** Visits so far, this one included. */
  readonly count: number;
  /** Pages of this one so far. */
  readonly pages: number;
}

interface Kept extends Visit {
  /** When something was done last, epoch ms. */
  readonly at: number;
}

/** The present visit, after one more page or something else. It ends after a rest, and at the visitor's midnight. */
export function present(storage: Storage, now: number, isPage: boolean): Visit {
  const last = remembered(storage);
  const goesOn = last !== null && now - last.at <= visitGap && dayOf(now) === dayOf(last.at);
  const visit = {
    count: (last?.count ?? 0) + (goesOn ? 0 : 1),
    pages: (goesOn ? last.pages : 0) + (isPage ? 1 : 0),
  };
  storage.set(stored, JSON.stringify({ ...visit, at: now }));
  return visit;
}

/** Forgets all visits: somebody else follows. */
export function forgetVisits(storage: Storage): void {
  storage.set(stored, null);
}

function dayOf(at: number): string {
  return new Date(at).toDateString();
}

function remembered(storage: Storage): Kept | null {
  try {
    const kept: unknown = JSON.parse(storage.get(stored) ?? 'null');
    if (isKept(kept)) return kept;
  } catch {
    // Cut short or not ours: as good as none.
  }
  return null;
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  return ['count', 'pages', 'at'].every((name) => Number.isFinite(Reflect.get(value, name)));
}
