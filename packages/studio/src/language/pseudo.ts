/** Every message in brackets and a third longer, with its arguments as they are. */
export function stretch(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string'
        ? `⟦${value} ${'·'.repeat(Math.ceil(value.length / 3))}⟧`
        : typeof value === 'object' && value !== null
          ? stretch(value)
          : value,
    ]),
  );
}
