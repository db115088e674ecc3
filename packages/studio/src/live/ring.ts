/** What came in last, the newest first, never more than `size`; an id that came before is not taken twice. */
export function push<T>(
  ring: readonly T[],
  arrived: readonly T[],
  id: (item: T) => string,
  size: number,
): readonly T[] {
  if (arrived.length === 0) return ring;
  const seen = new Set<string>();
  const next: T[] = [];
  for (const item of [...arrived.toReversed(), ...ring]) {
    const key = id(item);
    if (seen.has(key)) continue;
    seen.add(key);
    next.push(item);
    if (next.length === size) break;
  }
  return next;
}
