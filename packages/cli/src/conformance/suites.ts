import { join } from 'node:path';
import { runChannelSuite } from './channels.js';
import { runGrowthBookConditions, runGrowthBookHashing } from './growthbook.js';
import { runLiferaySuite } from './liferay.js';
import { runODataSuite } from './odata.js';
import type { JudgedCase, SuiteResult } from './suite.js';
import { runUnleashSuite } from './unleash.js';
import { runUnomiSuite } from './unomi.js';

/** Every suite that others wrote, one after another. */
export function runSuites(folder: string): SuiteResult[] {
  const suites = [
    runOData,
    runUnleashSuite,
    runGrowthBookConditions,
    runGrowthBookHashing,
    runUnomiSuite,
    runLiferaySuite,
    runChannelSuite,
  ];
  return suites.map((run) => run(folder));
}

function runOData(folder: string): SuiteResult {
  const { suite, right, unsupported, failures } = runODataSuite(join(folder, 'odata/filter-cases.json'));
  const cases: JudgedCase[] = [
    ...Array.from({ length: right }, (): JudgedCase => ({ name: '', verdict: 'right' })),
    ...unsupported.map((each): JudgedCase => ({ ...each, verdict: 'unsupported' })),
    ...failures.map(({ name, message }): JudgedCase => ({ name, verdict: 'wrong', reason: message })),
  ];
  return { suite, cases };
}
