import { WarehouseError } from './errors.js';

/** Rows of FORMAT JSONCompactEachRow. */
export function rowsOf(answer: Buffer): unknown[][] {
  if (answer.length === 0) return [];
  const rows: unknown = JSON.parse(`[${answer.toString('utf8').trimEnd().replaceAll('\n', ',')}]`);
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) throw unreadable();
  return rows;
}

export function numberAt(row: readonly unknown[], index: number): number {
  const value = row[index];
  if (typeof value === 'number') return value;
  // The engine may quote 64-bit integers; ours stay under 2^53.
  if (typeof value === 'string' && value !== '') return Number(value);
  throw unreadable();
}

export function textAt(row: readonly unknown[], index: number): string {
  const value = row[index];
  if (typeof value === 'string') return value;
  throw unreadable();
}

export function textsAt(row: readonly unknown[], index: number): readonly string[] {
  const value = row[index];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw unreadable();
}

export function numbersAt(row: readonly unknown[], index: number): readonly number[] {
  const value = row[index];
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return value;
  throw unreadable();
}

export function recordAt(row: readonly unknown[], index: number): Readonly<Record<string, unknown>> {
  const value = row[index];
  if (isRecord(value)) return value;
  throw unreadable();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function unreadable(): WarehouseError {
  return new WarehouseError('unreadable_answer', 'The engine answered something that cannot be read', false);
}
