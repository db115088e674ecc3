import { compatibility } from './compatibility.js';
import { countsOf } from './suite.js';
import { runSuites } from './suites.js';

const folder = process.env.KINDRED_CONFORMANCE;
if (folder === undefined || folder === '') {
  process.stderr.write('KINDRED_CONFORMANCE does not name the folder with the cases of others; nothing was run.\n');
  process.exit(2);
}

const asJson = process.argv.includes('--json');
let wrong = 0;
const results = runSuites(folder);
if (process.argv.includes('--markdown')) {
  process.stdout.write(compatibility(results));
  process.exit(0);
}
for (const result of results) {
  const counts = countsOf(result);
  wrong += counts.wrong;
  if (asJson) {
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    continue;
  }
  const { suite, cases, right, unsupported } = counts;
  process.stdout.write(`${suite}: ${cases} cases, ${right} right, ${counts.wrong} wrong, ${unsupported} unsupported\n`);
  for (const each of result.cases) {
    if (each.verdict !== 'right') process.stdout.write(`  ${each.verdict}: ${each.name} – ${each.reason}\n`);
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
