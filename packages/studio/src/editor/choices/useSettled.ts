import { useState } from 'react';
import { type Choice, fits, settled } from './choice.js';

/**
 * The choices to show for a typed text. While the list is open those that were there keep their places, and those that
 * do not fit any more go at once, before the next answer is there.
 * @param found what is known to fit; null while it is on its way
 */
export function useSettled(found: readonly Choice[] | null, search: string, open: boolean): readonly Choice[] {
  const [shown, setShown] = useState<readonly Choice[]>([]);
  const all = open ? settled(shown, found ?? []) : (found ?? []);
  if (all.length !== shown.length || all.some((choice, index) => !same(choice, shown[index]))) setShown(all);
  const sure = new Set(found?.map(({ value }) => value));
  return all.filter((choice) => sure.has(choice.value) || fits(choice, search));
}

function same(left: Choice, right: Choice | undefined): boolean {
  return left.value === right?.value && left.count === right.count && left.label === right.label;
}
