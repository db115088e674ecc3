/** Pattern of LIKE, with `!` as its escape, for texts that have this one in them. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[!%_]/g, '!$&')}%`;
}
