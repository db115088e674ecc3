import { describe, expect, it } from 'vitest';
import text from '../../../docs/criteria.md?raw';
import { operators } from './operators.js';
import { parseCriteria } from './parse/criteria.js';
import { languages } from './properties/index.js';
import { requestFields } from './request.js';
import { sentence } from './wording/sentence.js';

/** Each example with the sentence that the page gives for it. */
const examples = [...text.matchAll(/```json\n([\s\S]*?)```\n\n> (.*)\n/g)].map(([, json = '', said = '']) => ({
  json,
  said,
}));

describe('docs/criteria.md', () => {
  it('has a sentence for every example', () => {
    expect(examples.length).toBeGreaterThan(5);
    expect(examples.length).toBe(text.split('```json').length - 1);
  });

  it.each(examples)('has an example that means: $said', ({ json, said }) => {
    const subject = said.startsWith('Accounts') ? 'account' : 'person';
    const result = parseCriteria(JSON.parse(json), { subject });
    expect(result).toMatchObject({ ok: true });
    if (result.ok) expect(sentence(result.criteria, { subject })).toBe(said);
  });

  it('has its first example in every language', () => {
    const [first] = examples;
    const result = parseCriteria(JSON.parse(first?.json ?? ''));
    for (const language of languages) {
      const row = text.split('\n').find((line) => line.startsWith(`| ${language} | Pe`));
      expect(result.ok && `| ${language} | ${sentence(result.criteria, { language })} |`).toBe(row);
    }
  });

  it('names every operator and every request field', () => {
    for (const operator of operators) expect(text).toContain(`\`${operator}\``);
    for (const { id } of requestFields) {
      expect(text).toContain(`\`request.${id}${id.endsWith('.') ? '<name>' : ''}\``);
    }
  });
});
