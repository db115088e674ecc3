import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runODataSuite } from './odata.js';

const folder = process.env.KINDRED_CONFORMANCE;
if (folder === undefined)
  console.warn('Skipped: KINDRED_CONFORMANCE does not name the folder with the cases of others.');

describe.skipIf(folder === undefined)('the cases of the OData grammar', () => {
  it('are all read or refused at the character they name', () => {
    const result = runODataSuite(join(folder ?? '', 'odata/filter-cases.json'));
    expect(result.failures).toEqual([]);
    expect(result.right + result.unsupported.length).toBe(result.cases);
    expect(result.cases).toBeGreaterThan(300);
    for (const { reason } of result.unsupported) expect(reason).toMatch(/filters in/);
  });
});
