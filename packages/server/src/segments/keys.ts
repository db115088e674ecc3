/** A key made of a name: `Free Checking – Prospects` becomes `free-checking-prospects`. Empty where nothing is left. */
export function keyFromName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
}

/** The key itself where it is free, else with the first number that makes it so. */
export function freeKey(wanted: string, taken: (key: string) => boolean): string {
  const base = wanted === '' ? 'segment' : wanted;
  if (!taken(base)) return base;
  for (let number = 2; ; number += 1) {
    const candidate = `${base}-${number}`;
    if (!taken(candidate)) return candidate;
  }
}
