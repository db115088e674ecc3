/** Rows written by one statement; keeps it below every engine's limit of parameters (32,766 in SQLite). */
const ROWS_A_STATEMENT = 500;

export function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT);
}
