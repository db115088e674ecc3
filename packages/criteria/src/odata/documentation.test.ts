import { describe, expect, it } from 'vitest';
import text from '../../../../docs/odata.md?raw';
import { parseCriteria } from '../parse/criteria.js';
import { sentence } from '../wording/sentence.js';
import { printOData } from './print.js';
import { criteriaFromOData } from './translate.js';

const examples = [...text.matchAll(/```odata\n(.*)\n```\n\n> (.*)\n/g)].map(
  ([, filter = '', said = '']) => [filter, said] as const,
);

describe('docs/odata.md', () => {
  it('has a sentence for every example', () => {
    expect(examples.length).toBeGreaterThan(3);
    expect(examples.length).toBe(text.split('```odata').length - 1);
  });

  it.each(examples)('has an example that is read and printed: %s', (filter, said) => {
    const read = criteriaFromOData(filter);
    expect(read).toMatchObject({ ok: true, notes: [] });
    if (!read.ok || read.criteria === null) return;
    expect(parseCriteria(read.criteria)).toMatchObject({ ok: true });
    expect(printOData(read.criteria)).toMatchObject({ ok: true });
    expect(sentence(read.criteria)).toBe(said);
  });
});
