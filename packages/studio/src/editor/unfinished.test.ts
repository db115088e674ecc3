import { beforeAll, expect, test } from 'vitest';
import { speak } from '../language/translator.js';
import { criteriaOf } from './criteria-draft.js';
import { type GroupDraft, newEvent, newGroup, newProperty } from './draft.js';
import { unfinishedToSave, unfinishedWords } from './unfinished.js';

beforeAll(() => speak('en', ['en']));

const blank = () => newProperty('user.plan', 'equals', null);
const said = (root: GroupDraft) => unfinishedWords(root, criteriaOf(root).unfinished);
const saving = (root: GroupDraft) => unfinishedToSave(root, criteriaOf(root).unfinished);

test('a condition is called unfinished where it is one, and a group where its number is what is wrong', () => {
  const two = [newEvent('Page Viewed'), newEvent('Signed In')];
  const nine = newGroup(two, 'atLeast', 9);
  expect(said(newGroup(two))).toBeNull();
  expect(said(newGroup([blank(), blank()]))).toBe('The answer before: 2 conditions are unfinished.');
  expect(said(nine)).toBe('The answer before: one group is unfinished.');
  expect(said(newGroup([blank(), nine]))).toBe('The answer before: one condition and one group are unfinished.');
  expect([saving(nine), saving(newGroup([blank()]))]).toEqual([
    'A group is unfinished; it is marked.',
    'A condition is unfinished; it is marked.',
  ]);
});
