import type { DecidedSegment } from '@kindred/browser';
import { kindred } from './bank.js';

export interface Known {
  readonly segments: readonly DecidedSegment[];
  readonly keys: readonly string[];
  readonly took: number;
  readonly error: string | null;
}

type Listener = (known: Known) => void;
const listeners: Listener[] = [];
let asking: Promise<Known> | null = null;
let again = false;

export function onDecided(listener: Listener): void {
  listeners.push(listener);
}

/** Asks Kindred who the visitor is now. Calls made while one is under way are answered by one more after it. */
export function decide(): Promise<Known> {
  if (asking !== null) {
    again = true;
    return asking;
  }
  asking = ask().finally(() => {
    asking = null;
    if (again) {
      again = false;
      void decide();
    }
  });
  return asking;
}

async function ask(): Promise<Known> {
  const begun = performance.now();
  const decided = (await kindred?.decide()) ?? { segments: [], keys: [], error: 'the script did not load' };
  const known: Known = {
    segments: decided.segments,
    keys: decided.keys,
    took: performance.now() - begun,
    error: decided.error ?? null,
  };
  for (const listener of listeners) listener(known);
  return known;
}
