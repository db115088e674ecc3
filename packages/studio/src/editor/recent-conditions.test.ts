import { beforeAll, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { storage } from '../shell/storage-in-memory.js';
import { newEvent, newGroup, newProperty } from './draft.js';
import { recentConditions, rememberConditions } from './recent-conditions.js';
import { mute } from './tree.js';

beforeAll(() => speak('en', []));

const property = (name: string) => newProperty(`user.${name}`, 'equals', name);
const names = (store: Storage) =>
  recentConditions(store, 'site', 'user', 'person').map((each) => ('property' in each ? each.property : each.type));

it('the conditions saved last come first, each once, groups taken apart', () => {
  const store = storage();
  rememberConditions(store, 'site', 'user', 'person', newGroup([property('a'), newGroup([property('b')], 'any')]));
  rememberConditions(store, 'site', 'user', 'person', newGroup([newEvent('Bought'), property('a')]));
  expect(names(store)).toEqual(['event', 'user.a', 'user.b']);
  expect(recentConditions(store, 'site', 'other', 'person')).toEqual([]);
});

it('neither what is muted nor more than twelve is remembered', () => {
  const store = storage();
  const many = Array.from({ length: 20 }, (_, index) => property(`p${index}`));
  const first = many[0]?.id ?? '';
  rememberConditions(store, 'site', 'user', 'person', mute(newGroup(many), first, true));
  expect(names(store)).toHaveLength(12);
  expect(names(store)).not.toContain('user.p0');
});

it('what cannot be read is left out', () => {
  const store = storage();
  store.setItem('kindred.recent site user person', '[{"type":"nothing"}]');
  expect(names(store)).toEqual([]);
  store.setItem('kindred.recent site user person', '{');
  expect(names(store)).toEqual([]);
});
