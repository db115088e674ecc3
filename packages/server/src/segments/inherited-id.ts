/** Id under which a segment of the global site stands in another one; the same each time, so that it can be made again. */
export function inheritedId(segment: string, site: number): string {
  return `${segment}-${site}`;
}
