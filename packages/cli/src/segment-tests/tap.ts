import type { Outcome } from './run.js';

/** The outcomes in the Test Anything Protocol (version 14), which people can read and most CI can show. */
export function tap(outcomes: readonly Outcome[]): string {
  const lines = ['TAP version 14', `1..${outcomes.length}`];
  for (const [index, { name, passed, why }] of outcomes.entries()) {
    // A # begins a directive there.
    lines.push(`${passed ? 'ok' : 'not ok'} ${index + 1} - ${name.replaceAll('#', '\\#').replaceAll('\n', ' ')}`);
    for (const line of why) lines.push(`# ${line.replaceAll('\n', ' ')}`);
  }
  const failed = outcomes.filter((outcome) => !outcome.passed).length;
  lines.push(`# ${outcomes.length - failed} passed, ${failed} failed`);
  return lines.join('\n');
}
