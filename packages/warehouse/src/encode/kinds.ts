/**
 * What a sub-column holds, told by the first letter of its name, so that a path has one type in each and the engine
 * infers nothing. Small letters are for single values, capitals for lists.
 *
 * | | single | list |
 * |---|---|---|
 * | folded text | `f` | `F` |
 * | text as it came, only where folding changes it | `t` | `T` |
 * | number, always a double | `n` | `N` |
 * | true or false | `b` | `B` |
 * | instant (ms) of date text with an offset | `d` | `D` |
 * | local time (ms, as if it were UTC) of date text without one | `w` | `W` |
 * | the list as JSON text, where it holds more than one type | | `J` |
 */
export const kinds = ['f', 't', 'n', 'b', 'd', 'w', 'F', 'T', 'N', 'B', 'D', 'W', 'J'] as const;
export type Kind = (typeof kinds)[number];

export function isKind(text: string): text is Kind {
  return (kinds as readonly string[]).includes(text);
}
