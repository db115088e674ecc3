/** The least whole number in (low, high] of which `holds` is true; it must be true of `high` and stay true once it is. */
export function firstWhere(low: number, high: number, holds: (instant: number) => boolean): number {
  let wrong = low;
  let right = high;
  while (right - wrong > 1) {
    const middle = Math.floor((wrong + right) / 2);
    if (holds(middle)) right = middle;
    else wrong = middle;
  }
  return right;
}
