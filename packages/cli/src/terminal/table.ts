/** Columns as wide as what is in them; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (cell === null ? '–' : typeof cell === 'number' ? cell.toLocaleString('en') : cell)),
  );
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], source?: readonly unknown[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof source?.[column] === 'number' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [
    line(head),
    line(widths.map((width) => '─'.repeat(width))),
    ...cells.map((row, index) => line(row, rows[index])),
  ].join('\n');
}
