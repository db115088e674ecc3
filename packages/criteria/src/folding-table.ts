import { runTexts, severalTexts } from './generated/folding.js';

/** Characters from the first to the last, each `step`-th, that fold to the one `distance` further. */
type FoldingRun = readonly [first: number, last: number, step: number, distance: number];

let before = 0;
export const runs: readonly FoldingRun[] = numbersOf(runTexts).map(([gap = 0, distance = 0, length = 0]) => {
  const first = before + gap;
  const step = Math.abs(distance) === 1 ? 2 : 1;
  before = first + step * length;
  return [first, before, step, distance];
});

let code = 0;
/** Characters that fold to several, by their code. */
export const several: readonly (readonly [number, string])[] = numbersOf(severalTexts).map(
  ([gap = 0, distance = 0, ...others]) => {
    code += gap;
    return [code, String.fromCodePoint(code + distance, ...others)];
  },
);

function numbersOf(texts: string): number[][] {
  return texts.split(',').map((text) => text.split(' ').map((number) => Number.parseInt(number, 36)));
}
