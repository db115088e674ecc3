import { beforeAll, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { criteriaOf } from './criteria-draft.js';
import { newGroup, newProperty } from './draft.js';
import { draftKey, forgetDraft, keepDraft, readDraft } from './kept-draft.js';
import { documentOf } from './useEditor.js';

beforeAll(() => speak('en', []));

/** A browser's storage, in memory. */
function storage(limit = Number.POSITIVE_INFINITY): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => kept.delete(key),
    setItem: (key, value) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
}

const key = draftKey('larkhaven', 'u1', 'seg_1');
const unfinished = newProperty('user.plan', 'equals', null);
const document = { ...documentOf(null), root: newGroup([unfinished, newProperty('user.age', 'atLeast', 3)], 'any') };
const draft = { document, version: 4, at: '2026-05-01T00:00:00Z' };

it('unfinished work comes back whole, under identities that no node of this page has', () => {
  const store = storage();
  expect(keepDraft(store, key, draft)).toBe(true);
  const read = readDraft(store, key);
  expect([read?.version, read?.at, read?.document.root.mode]).toEqual([4, draft.at, 'any']);
  expect(read?.document.root.of.map((node) => node.id)).not.toContain(unfinished.id);
  expect(read && criteriaOf(read.document.root).unfinished.size).toBe(1);
});

it('each segment and each user has a draft of their own, and it can be forgotten', () => {
  const store = storage();
  keepDraft(store, key, draft);
  expect(readDraft(store, draftKey('larkhaven', 'u2', 'seg_1'))).toBeNull();
  expect(readDraft(store, draftKey('larkhaven', 'u1', null))).toBeNull();
  forgetDraft(store, key);
  expect(readDraft(store, key)).toBeNull();
});

it('a full browser keeps nothing and says so, and what cannot be read is none', () => {
  expect(keepDraft(storage(10), key, draft)).toBe(false);
  for (const text of ['{', '5', '{"form":0}', '{"form":1}']) {
    const store = storage();
    store.setItem(key, text);
    expect(readDraft(store, key)).toBeNull();
  }
});
