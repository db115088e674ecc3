import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compatibility } from './compatibility.js';
import { countsOf } from './suite.js';
import { runSuites } from './suites.js';

const folder = process.env.KINDRED_CONFORMANCE ?? '';
if (folder === '') console.warn('Skipped: KINDRED_CONFORMANCE does not name the folder with the cases of others.');

describe.skipIf(folder === '')('the cases of others', () => {
  const results = folder === '' ? [] : runSuites(folder);

  it.each(results)('in $suite come out right, or are not supported', (result) => {
    expect(result.cases.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
    expect(countsOf(result).right).toBeGreaterThan(0);
  });

  it('that are not supported are all in docs/compatibility.md, with the reason, and no others', () => {
    const page = readFileSync(new URL('../../../../docs/compatibility.md', import.meta.url), 'utf8');
    expect(page.slice(page.indexOf('<!-- suites -->'))).toBe(compatibility(results));
  });
});
