import type { Measurement } from './harness/measurement.js';

/** A table for people, with the conditions of each row below it. */
export function tableOf(rows: readonly Measurement[]): string {
  const head = ['name', 'value', 'unit', 'peer', 'ratio', 'target', ''];
  const cells = rows.map((row) => [
    row.name,
    row.value.toLocaleString('en', { maximumFractionDigits: 2 }),
    row.unit,
    row.peer === null ? '' : row.peer.toLocaleString('en', { maximumFractionDigits: 2 }),
    row.ratio === null ? '' : row.ratio.toFixed(2),
    row.target ?? '',
    row.reached === null ? '' : row.reached ? 'reached' : 'MISSED',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(head),
    line(widths.map((width) => '─'.repeat(width))),
    ...cells.map(line),
    '',
    ...rows.map((row) => `${row.name}: ${row.conditions}`),
  ].join('\n');
}

export function jsonLine({ name, value, unit, peer, ratio, target, reached, conditions }: Measurement): string {
  return JSON.stringify({ name, value, unit, peer, ratio, target, reached, conditions });
}
