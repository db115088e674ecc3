import { beforeAll, expect, it } from 'vitest';
import { speak } from '../../language/translator.js';
import { readDraftText } from './text-draft.js';

beforeAll(() => speak('en', []));

it('what can be read is criteria', () => {
  expect(readDraftText("all(trait('plan').equals('free'))", 'person')).toEqual({
    criteria: {
      type: 'all',
      of: [{ type: 'property', property: 'user.plan', operator: 'equals', value: 'free' }],
    },
    faults: [],
  });
});

it('what is wrong has a place, also where only the language refuses it', () => {
  const text = "all(knownUser(), did('A').atLeast(0.5))";
  const [fault] = readDraftText(text, 'person').faults;
  expect(fault === undefined ? '' : text.slice(fault.from, fault.to)).toBe('atLeast');
  expect(readDraftText('all(', 'person').faults).toHaveLength(1);
  expect(readDraftText('people(knownUser())', 'person').criteria).toBeNull();
});
