/** `npm test`: set-up, build, then every test; the last line says how many passed and failed. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { root, runTool } from './processes.mjs';
import { setup } from './setup.mjs';
import { say } from './terminal.mjs';

const reports = `${root}/.cache/tests`;
const filters = process.argv.slice(2);

/** Runs one part of the tests and reads its counts; a run that ends without a report is a failure of its own. */
async function runPart(name, args, env) {
  const report = `${reports}/${name}.json`;
  rmSync(report, { force: true });
  say(`\n── ${name} ──`);
  const { code } = await runTool(
    'vitest/vitest.mjs',
    [
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
      ...filters,
    ],
    { env },
  );
  if (!existsSync(report)) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const failed = result.numFailedTests + result.testResults.filter(isBrokenFile).length;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** A file that could not even be loaded has no tests to fail, and must not pass for an empty one. */
function isBrokenFile(file) {
  return file.status === 'failed' && !file.assertionResults.some((assertion) => assertion.status === 'failed');
}

await setup();
await build();
mkdirSync(reports, { recursive: true });
const chromium = await provideChromium();

// What starts no servers needs no process of its own for each file.
const plain = ['browser', 'criteria', 'live', 'studio'].join('|');
const parts = [
  await runPart('plain', ['--exclude={e2e,examples}/**', `--exclude=packages/!(${plain})/**`, '--no-isolate'], {}),
  await runPart('servers', ['--exclude=e2e/dist/*.test.js', `--exclude=packages/@(${plain})/**`], {}),
  // One file after another: each starts servers and browsers that take what the machine has.
  await runPart('end-to-end', ['--dir=e2e/dist', '--exclude=servers/**', '--no-file-parallelism'], {
    CHROMIUM_PATH: chromium ?? '',
  }),
];
const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
