import { expect, test } from 'vitest';
import { storage } from '../shell/storage-in-memory.js';
import { forgetMapping, keepMapping, mappingKey, readMapping } from './kept-mapping.js';
import type { MappingDraft } from './mapping-draft.js';

const draft: MappingDraft = {
  what: 'people',
  columns: { id: { use: 'userId', name: 'id', type: 'text' } },
  idPrefix: '',
  eventName: '',
};
const until = '2026-03-02T12:00:00.000Z';
const before = Date.parse(until) - 1;
const key = mappingKey('larkhaven', 'u1', 'file_1');

test('a mapping that was kept is what is read, for its own file and user, until it is forgotten', () => {
  const kept = storage();
  keepMapping(kept, key, { draft, until });
  expect(readMapping(kept, key, before)).toEqual(draft);
  expect(readMapping(kept, mappingKey('larkhaven', 'u2', 'file_1'), before)).toBeNull();
  forgetMapping(kept, key);
  expect(readMapping(kept, key, before)).toBeNull();
});

test('mappings of files that are gone are forgotten, and nothing else is', () => {
  const kept = storage();
  kept.setItem('kindred.language', 'de');
  keepMapping(kept, key, { draft, until });
  expect(readMapping(kept, mappingKey('larkhaven', 'u1', 'file_2'), Date.parse(until))).toBeNull();
  expect(kept.length).toBe(1);
});

test.each(['', 'null', '{', '{"form":0}'])('what cannot be read (%j) is no mapping', (text) => {
  const kept = storage();
  kept.setItem(key, text);
  expect(readMapping(kept, key, before)).toBeNull();
});

test('where the browser keeps nothing, nothing fails', () => {
  const full = storage(10);
  keepMapping(full, key, { draft, until });
  expect(readMapping(full, key, before)).toBeNull();
});
