const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const anySurrogate = /[\uD800-\uDFFF]/;

/** What of a text stores change or refuse, so that it would not come back as it went in; null where there is nothing. */
export function uncleanPart(text: string): 'a NUL character' | 'half a surrogate pair' | null {
  if (text.includes('\0')) return 'a NUL character';
  return anySurrogate.test(text) && loneSurrogate.test(text) ? 'half a surrogate pair' : null;
}

/** Why such a text is refused, after the name of what it is. */
export function uncleanWords(part: NonNullable<ReturnType<typeof uncleanPart>>): string {
  return `has ${part}, which is no text`;
}
