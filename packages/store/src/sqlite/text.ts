/** SQLite's binding cuts text at a NUL, so an id with one would be taken for another id. */
export function isStorable(text: string): boolean {
  return !text.includes('\0');
}
