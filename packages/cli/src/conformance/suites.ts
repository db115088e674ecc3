import { runGrowthBookConditions, runGrowthBookHashing } from './growthbook.js';
import type { SuiteResult } from './suite.js';
import { runUnleashSuite } from './unleash.js';
import { runUnomiSuite } from './unomi.js';

/** Every suite that others wrote, one after another. */
export function runSuites(folder: string): SuiteResult[] {
  return [runUnleashSuite, runGrowthBookConditions, runGrowthBookHashing, runUnomiSuite].map((run) => run(folder));
}
