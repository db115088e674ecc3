/** How many of a group, and of all others, have something. */
export interface FourFold {
  readonly group: { readonly having: number; readonly size: number };
  readonly others: { readonly having: number; readonly size: number };
}

const logFactorials = [0];
for (let n = 1; n <= 32; n += 1) logFactorials.push((logFactorials[n - 1] ?? 0) + Math.log(n));

/** ln n!: a table, then Stirling's series, whose first term left out is below 1e-15 from here on. */
function logFactorial(n: number): number {
  const known = logFactorials[n];
  if (known !== undefined) return known;
  const square = n * n;
  return (
    n * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI * n) +
    (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / n
  );
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/**
 * Natural logarithm of the two-sided p-value of Fisher's exact test: how often a group of this size, drawn from
 * everybody by lot, has at least as unusual a number of people with the outcome. Twice the smaller of the two
 * one-sided tails of the hypergeometric distribution, at most 1 (Fisher 1935; the doubling as in Yates 1984, J. R. Stat.
 * Soc. A 147: 426–463). Holds its level for any counts, however small. The logarithm, since of large groups p is less
 * than a double can hold.
 *
 * Terms are summed from the observed number outwards until one no longer counts: O(√people).
 */
export function logPValue({ group, others }: FourFold): number {
  const all = group.size + others.size;
  const having = group.having + others.having;
  const lowest = Math.max(0, having - others.size);
  const highest = Math.min(group.size, having);
  const observed = group.having;
  const at = logChoose(having, observed) + logChoose(all - having, group.size - observed) - logChoose(all, group.size);
  const up = (x: number) => ((group.size - x) * (having - x)) / ((x + 1) * (others.size - having + x + 1));
  const tail = (to: number, ratio: (x: number) => number): number => {
    const step = to >= observed ? 1 : -1;
    let sum = 1;
    let term = 1;
    for (let x = observed; x !== to; x += step) {
      term *= ratio(x);
      sum += term;
      if (term < sum * 1e-17) break;
    }
    return at + Math.log(sum);
  };
  const above = tail(highest, up);
  const below = tail(lowest, (x) => 1 / up(x - 1));
  return Math.min(0, Math.LN2 + Math.min(above, below));
}
