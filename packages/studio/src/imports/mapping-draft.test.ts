import { expect, test } from 'vitest';
import type { FileColumn, ImportMapping } from '../api/imports.js';
import { chosenFormat, nearlyOf, readAs } from './formats.js';
import { draftOf, faultsOf, mappingOf, withUse, withWhat } from './mapping-draft.js';

const column = (name: string, suggested: FileColumn['suggested'] = { type: 'text' }): FileColumn => ({
  name,
  suggested,
  samples: [],
  missing: 0,
  distinct: 1,
});
const columns = [
  column('id'),
  column('name'),
  column('when', { type: 'date', dates: 'dmy' }),
  column('team'),
  column('extra'),
];

const people: ImportMapping = {
  what: 'people',
  userId: { column: 'id' },
  firstSeen: { column: 'when', dates: 'dmy' },
  traits: [{ column: 'name', trait: 'fullName', type: 'text' }],
  groups: [{ column: 'team', kind: 'team' }],
};
const events: ImportMapping = {
  what: 'events',
  anonymousId: 'id',
  event: { name: 'Visited' },
  timestamp: { column: 'when', dates: 'dmy' },
  properties: [{ column: 'name', property: 'name', type: 'text' }],
};

test.each([people, events])('a mapping shown by column is the same mapping', (mapping) => {
  expect(mappingOf(draftOf(mapping, columns))).toEqual(mapping);
});

test.each([people, events])('a mapping holds where the columns look like something else', (mapping) => {
  const otherwise = columns.map(({ name }) => column(name, { type: 'number', decimal: ',', nothing: ['NA'] }));
  const shown = draftOf(mapping, otherwise);
  expect(mappingOf(shown)).toEqual(mapping);
  expect(shown.columns.extra).toMatchObject({ use: 'ignore', type: 'number' });
});

test('a group keeps what parts its ids', () => {
  const parted: ImportMapping = { ...people, groups: [{ column: 'team', kind: 'team', separator: '/' }] };
  expect(mappingOf(draftOf(parted, columns))).toEqual(parted);
});

test('a value is called as somebody last said, also as one of the other kind', () => {
  const draft = draftOf(people, columns);
  const { name } = draft.columns;
  if (name === undefined) throw new Error('The column is in the draft');
  const renamed = { ...draft, columns: { ...draft.columns, name: { ...name, name: 'called' } } };
  expect(mappingOf(renamed)).toMatchObject({ traits: [{ column: 'name', trait: 'called', type: 'text' }] });
  expect(mappingOf(withWhat(renamed, 'events'))).toMatchObject({
    properties: expect.arrayContaining([{ column: 'name', property: 'called', type: 'text' }]),
  });
});

test('an id is that of one column: the other becomes a value', () => {
  const draft = withUse(draftOf(people, columns), 'name', 'userId');
  expect([draft.columns.name?.use, draft.columns.id?.use]).toEqual(['userId', 'value']);
  const groups = withUse(draftOf(people, columns), 'extra', 'team');
  expect([groups.columns.extra?.use, groups.columns.team?.use]).toEqual(['team', 'team']);
});

test('rows can be taken for the other kind, and what is missing then is told', () => {
  const draft = withWhat(draftOf(people, columns), 'events');
  expect(draft.columns.team?.use).toBe('value');
  expect(faultsOf(draft)).toEqual(['noTimestamp', 'noEvent']);
  expect(faultsOf(withUse({ ...draft, eventName: 'Visited' }, 'when', 'timestamp'))).toEqual([]);
});

test('a file without ids needs something that they begin with', () => {
  const draft = withUse(draftOf(people, columns), 'id', 'ignore');
  expect(faultsOf(draft)).toEqual(['nobody']);
  expect(mappingOf({ ...draft, idPrefix: 'row-' })).toMatchObject({ userId: { numbered: 'row-' } });
});

test('texts that stand for no value go with what they were found for', () => {
  const score = column('score', { type: 'number', nothing: ['NA'] });
  const start = draftOf({ ...people, traits: [{ column: 'score', trait: 'score', ...score.suggested }] }, [score]);
  const draft = start.columns.score;
  if (draft === undefined) throw new Error('The column is in the draft');
  expect(mappingOf(start)).toMatchObject({ traits: [{ type: 'number', nothing: ['NA'] }] });
  const text = chosenFormat(score, draft, 'text');
  expect(text).toEqual({ use: 'value', name: 'score', type: 'text' });
  expect(chosenFormat(score, draft, 'numberComma')).not.toHaveProperty('nothing');
  expect(chosenFormat(score, text, 'number')).toEqual(draft);
  const first = withUse(
    draftOf(people, [{ ...score, suggested: { type: 'date', nothing: ['-'] } }]),
    'score',
    'firstSeen',
  );
  expect(mappingOf(first)).toMatchObject({ firstSeen: { column: 'score', nothing: ['-'] } });
});

test('what a column nearly is, is told until its other texts count as no value, or it is read as something else', () => {
  const nearly = { format: { type: 'number' }, others: ['abc'] } as const;
  const age: FileColumn = { ...column('age'), nearly };
  const draft = { use: 'value', name: 'age', type: 'text' } as const;
  expect(nearlyOf(age, draft)).toBe(nearly);
  expect(nearlyOf(age, chosenFormat(age, draft, 'number'))).toBe(nearly);
  expect(nearlyOf(age, chosenFormat(age, draft, 'date'))).toBeUndefined();
  const counted = readAs(draft, { ...nearly.format, nothing: nearly.others });
  expect(nearlyOf(age, counted)).toBeUndefined();
  expect(chosenFormat(age, counted, 'number')).toEqual(counted);
  expect(chosenFormat(age, counted, 'date')).not.toHaveProperty('nothing');
});
