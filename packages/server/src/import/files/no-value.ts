/** What other programs write where there is no value, in small letters; those of the languages that the studio speaks too. */
const markers: ReadonlySet<string> = new Set([
  ...['na', 'n/a', 'n.a.', '#n/a', '#na', '<na>', 'nan', 'null', '#null!', '(null)', '<null>', 'nil', 'none', '\\n'],
  ...['-', '--', '–', '—', '?', '.', 'k.a.', 'k. a.', 's/d', 'n/d', 'n.d.'],
]);

/** Whether a text is known to stand for no value, however it is capitalized. */
export function isNoValue(text: string): boolean {
  return markers.has(text.toLowerCase());
}
