import type { Criteria } from '@kindred/criteria';
import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { criteriaOf } from './criteria-draft.js';
import { type GroupDraft, newEvent, newGroup, newProperty } from './draft.js';
import { notesOf, openNoted } from './notes.js';
import * as tree from './tree.js';

beforeAll(() => speak('en', []));

const property = (name: string) => newProperty(`user.${name}`, 'equals', name);
const reopened = (root: GroupDraft): GroupDraft => {
  const { criteria } = criteriaOf(root);
  if (criteria === null) throw new TypeError('unfinished');
  return openNoted(criteria, JSON.parse(JSON.stringify(notesOf(root).notes)), 'person');
};
/** Names, mutes and conditions without the identities. */
const shape = (root: GroupDraft) =>
  JSON.parse(JSON.stringify(root), (key, value) => (key === 'id' ? undefined : value));

describe('a muted condition', () => {
  const [a, b, c] = [property('a'), property('b'), property('c')];
  const root = tree.mute(newGroup([a, b, c]), b.id, true);

  it('takes no part in what is asked and saved', () => {
    expect(criteriaOf(root).criteria).toEqual(criteriaOf(newGroup([a, c])).criteria);
    expect(criteriaOf(root).paths.get(c.id)).toBe('of[1]');
    expect(criteriaOf(root).paths.has(b.id)).toBe(false);
  });
  it('is there again when the segment is opened', () => {
    expect(shape(reopened(root))).toEqual(shape(root));
  });
  it('takes part again', () => {
    expect(tree.mute(root, b.id, false)).toEqual(newGroupLike(root, [a, b, c]));
  });
  it('makes a group silent of which it is all there is, and that group is kept too', () => {
    const inner = newGroup([b], 'any');
    const outer = tree.mute(newGroup([a, inner]), b.id, true);
    expect(criteriaOf(outer).criteria).toEqual(criteriaOf(newGroup([a])).criteria);
    expect(shape(reopened(outer))).toEqual(shape(outer));
  });
  it('inside an event is no condition on it', () => {
    const path = newProperty('properties.path', 'equals', '/');
    const event = { ...newEvent('Page Viewed'), where: newGroup([path]) };
    const muted = tree.mute(newGroup([event]), path.id, true);
    expect(criteriaOf(muted).criteria).toEqual(criteriaOf(newGroup([newEvent('Page Viewed')])).criteria);
    expect(shape(reopened(muted))).toEqual(shape(muted));
  });
  it('alone is nothing to ask for', () => {
    const alone = tree.mute(newGroup([a]), a.id, true);
    expect(criteriaOf(alone).criteria).toBeNull();
  });
  it('is told where it is unfinished, since it could not be kept', () => {
    const open = newProperty('user.x', 'equals', null);
    expect(notesOf(tree.mute(newGroup([a, open]), open.id, true)).unfinished).toBe(open.id);
  });
});

it('names of groups are kept, in negated groups too', () => {
  const named = { ...newGroup([property('a')], 'none'), name: 'Staff' };
  const root = newGroup([property('b'), named]);
  expect(shape(reopened(root))).toEqual(shape(root));
});

it('notes that say something else than the criteria are not used', () => {
  const criteria: Criteria = { type: 'all', of: [{ type: 'property', property: 'user.a', operator: 'known' }] };
  const other = {
    draft: { type: 'all', of: [{ type: 'property', property: 'user.b', operator: 'known' }], name: 'x' },
  };
  for (const notes of [other, null, undefined, { draft: 5 }, { draft: { type: 'all', of: [null] } }]) {
    expect(criteriaOf(openNoted(criteria, notes, 'person')).criteria).toEqual(criteria);
  }
});

it('a draft without names and mutes needs no notes', () => {
  expect(notesOf(newGroup([property('a')]))).toEqual({ notes: null, unfinished: null });
});

function newGroupLike(group: GroupDraft, of: GroupDraft['of']): GroupDraft {
  return { ...group, of };
}
