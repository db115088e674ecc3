import { describe, expect, it } from 'vitest';
import { importLiferay, isComplete, liferaySummary } from './import.js';

const dryRun = (file: unknown, partial = false) => importLiferay(JSON.stringify(file), { partial, connection: null });
const part = (filterString: string, typeValue: string, conjunction = 'and') => ({
  filterString,
  typeValue,
  conjunction,
});

describe('importing the segments of a Liferay server', () => {
  it('joins the parts by their conjunctions and opens criteria kept as text', async () => {
    const criteria = JSON.stringify({
      criteria: {
        user: part("(firstName eq 'Ada')", 'model'),
        context: part("(languageId eq 'en')", 'context'),
      },
      filterStrings: { model: "(firstName eq 'Ada')", context: "(languageId eq 'en')" },
    });
    const outcomes = await dryRun([{ segmentsEntryKey: 'ADA_1', name: { en_US: 'Ada', de_DE: 'Ada!' }, criteria }]);
    expect(outcomes).toMatchObject([
      {
        outcome: 'valid',
        key: 'ada-1',
        name: { en: 'Ada', de: 'Ada!' },
        active: true,
        criteria: { type: 'all', of: [{ property: 'request.language' }, { property: 'user.firstName' }] },
        notes: [],
      },
    ]);
    expect(isComplete(outcomes)).toBe(true);
  });

  it('reads “or” between parts, and says so where “and” and “or” are mixed', async () => {
    const criteria = {
      user: part("(firstName eq 'Ada')", 'model', 'and'),
      context: part('(signedIn eq true)', 'context', 'or'),
      segments: part("(segmentsEntryIds eq '7')", 'referred', 'and'),
    };
    const [outcome] = await dryRun({ criteria: { criteria } });
    expect(outcome?.criteria).toMatchObject({
      type: 'any',
      of: [{ property: 'request.signedIn' }, { type: 'all', of: [{ property: 'user.firstName' }, { segment: '7' }] }],
    });
    expect(outcome?.notes).toMatchObject([{ kind: 'differs', part: '' }]);
  });

  it('skips what is not whole, and makes it inactive where that is asked for', async () => {
    const file = {
      name: 'Phones',
      criteria: { context: part("(customContext/tier eq 'x') and (signedIn eq true)", 'context') },
    };
    const skipped = await dryRun(file);
    expect(skipped).toMatchObject([{ outcome: 'skipped' }]);
    expect(isComplete(skipped)).toBe(false);
    expect(liferaySummary(skipped)).toBe(
      [
        'skipped: Phones',
        '  A part of it could not be carried over; --partial makes it without, inactive',
        '  left out (context, character 1): “customContext/tier” is filled by a program of that server',
        '0 of 1 segments made.',
      ].join('\n'),
    );
    const partial = await dryRun(file, true);
    expect(partial).toMatchObject([{ outcome: 'valid', active: false, criteria: { property: 'request.signedIn' } }]);
    expect(isComplete(partial)).toBe(false);
  });

  it('refuses segments that refer to one another, and skips those without criteria', async () => {
    const refers = (id: string, to: string) => ({
      id,
      name: id,
      criteria: { segments: part(`segmentsEntryIds eq '${to}'`, 'referred') },
    });
    const outcomes = await dryRun([refers('a', 'b'), refers('b', 'a'), refers('c', 'd'), { id: 'd', name: 'd' }]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'skipped']);
  });

  it('names a part and a conjunction that it does not know, and leaves that part out', async () => {
    const criteria = { zork: part("(firstName eq 'a')", 'model'), user: part("(lastName eq 'b')", 'model', 'xor') };
    const [outcome] = await dryRun({ name: 'A', criteria: { criteria } });
    expect(outcome).toMatchObject({
      outcome: 'skipped',
      criteria: null,
      notes: [
        { kind: 'leftOut', part: 'zork', message: expect.stringContaining('no such part') },
        { kind: 'leftOut', part: 'user', message: expect.stringContaining('“xor”') },
      ],
    });
  });

  it('says of each entry that is no segment, and of criteria that cannot be read, what is wrong', async () => {
    const outcomes = await dryRun([
      null,
      5,
      { name: 'A', criteria: '{oops' },
      { name: 'B', criteria: [] },
      { name: 'C' },
    ]);
    expect(outcomes.map(({ outcome, notes }) => [outcome, notes[0]?.message])).toEqual([
      ['skipped', 'This is no segment: an object with its criteria is needed'],
      ['skipped', 'This is no segment: an object with its criteria is needed'],
      ['skipped', 'Its criteria are no JSON'],
      ['skipped', 'Its criteria are no object with parts'],
      ['skipped', 'It has no criteria; its members are named one by one'],
    ]);
  });

  it('refuses a second segment of one key', async () => {
    const one = { segmentsEntryKey: 'ADA', criteria: { user: part("(firstName eq 'Ada')", 'model') } };
    const [first, second] = await dryRun([
      { ...one, segmentsEntryId: '1', name: 'Ada' },
      { ...one, segmentsEntryId: '2', name: 'Other' },
    ]);
    expect(first).toMatchObject({ outcome: 'valid', key: 'ada' });
    expect(second).toMatchObject({
      outcome: 'refused',
      reason: 'The segment “Ada” of this file has the key “ada” already',
    });
  });

  it('takes a file that is no list of segments for wrong usage', async () => {
    await expect(dryRun({ people: [] })).rejects.toMatchObject({ code: 'usage' });
  });
});
