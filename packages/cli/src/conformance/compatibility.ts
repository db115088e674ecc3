import { countsOf, type SuiteResult } from './suite.js';

/** The part of docs/compatibility.md that says what came out: `npm run conformance -- --markdown` prints it. */
export function compatibility(results: readonly SuiteResult[]): string {
  const rows = results.map(countsOf);
  const table = [
    '| suite | cases | right | wrong | unsupported |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.suite} | ${row.cases} | ${row.right} | ${row.wrong} | ${row.unsupported} |`),
  ];
  return `${['<!-- suites -->', '', ...table, ...results.flatMap(unsupported)].join('\n')}\n`;
}

/** By reason, the most frequent first. */
function unsupported({ suite, cases }: SuiteResult): string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, verdict, reason } of cases) {
    if (verdict !== 'unsupported') continue;
    const names = byReason.get(reason ?? '') ?? [];
    names.push(name);
    byReason.set(reason ?? '', names);
  }
  if (byReason.size === 0) return [];
  const reasons = [...byReason].sort((a, b) => b[1].length - a[1].length);
  return [
    '',
    `## ${suite}: not supported`,
    ...reasons.flatMap(([reason, names]) => [
      '',
      `${reason} (${names.length}):`,
      '',
      ...names.map((name) => `- \`${name}\``),
    ]),
  ];
}
