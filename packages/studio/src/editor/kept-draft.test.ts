import { beforeAll, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { storage } from '../shell/storage-in-memory.js';
import { criteriaOf } from './criteria-draft.js';
import { newGroup, newProperty } from './draft.js';
import {
  besideDraft,
  draftKey,
  draftsOfNew,
  draftsUnder,
  forgetDraft,
  keepDraft,
  moveDraft,
  newDraftKey,
  readDraft,
} from './kept-draft.js';
import { documentOf } from './useEditor.js';

beforeAll(() => speak('en', []));

const key = draftKey('larkhaven', 'u1', 'seg_1');
const unfinished = newProperty('user.plan', 'equals', null);
const document = { ...documentOf(null), root: newGroup([unfinished, newProperty('user.age', 'atLeast', 3)], 'any') };
const draft = { document, text: "all(trait('plan')", version: 4, at: '2026-05-01T00:00:00Z' };

it('unfinished work comes back whole, under identities that no node of this page has', () => {
  const store = storage();
  expect(keepDraft(store, key, draft)).toBe(true);
  const read = readDraft(store, key);
  expect([read?.version, read?.at, read?.text, read?.document.root.mode]).toEqual([4, draft.at, draft.text, 'any']);
  expect(read?.document.root.of.map((node) => node.id)).not.toContain(unfinished.id);
  expect(read && criteriaOf(read.document.root).unfinished.size).toBe(1);
});

it('a draft that was kept before texts were is read as one without', () => {
  const store = storage();
  keepDraft(store, key, draft);
  const { text: _, ...before } = JSON.parse(store.getItem(key) ?? '');
  store.setItem(key, JSON.stringify(before));
  expect([readDraft(store, key)?.version, readDraft(store, key)?.text]).toEqual([4, null]);
});

it('each segment and each user has a draft of their own, and it can be forgotten', () => {
  const store = storage();
  keepDraft(store, key, draft);
  expect(readDraft(store, draftKey('larkhaven', 'u2', 'seg_1'))).toBeNull();
  expect(readDraft(store, newDraftKey('larkhaven', 'u1', 'a'))).toBeNull();
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

it('each new segment has a draft of its own, and all are found, latest first, with the one of before they had', () => {
  const store = storage();
  const at = (day: number) => ({ ...draft, at: `2026-05-0${day}T00:00:00Z` });
  const of = (id: string) => newDraftKey('larkhaven', 'u1', id);
  keepDraft(store, of('a'), at(2));
  keepDraft(store, of('b'), at(3));
  keepDraft(store, draftKey('larkhaven', 'u1', 'new'), at(1));
  keepDraft(store, key, at(4));
  keepDraft(store, newDraftKey('larkhaven', 'u2', 'c'), at(5));
  const offered = draftsOfNew(store, 'larkhaven', 'u1').map((each) => each.key);
  expect(offered).toEqual([of('b'), of('a'), draftKey('larkhaven', 'u1', 'new')]);
});

it('a draft that goes on elsewhere leaves its place, and stays where it is when nothing more can be kept', () => {
  const store = storage();
  const [from, to] = [newDraftKey('larkhaven', 'u1', 'a'), newDraftKey('larkhaven', 'u1', 'b')];
  keepDraft(store, from, draft);
  expect(moveDraft(store, from, to)).toBe(true);
  expect([readDraft(store, from), readDraft(store, to)?.at]).toEqual([null, draft.at]);
  expect(moveDraft(store, from, key)).toBe(false);
  store.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(moveDraft(store, to, from)).toBe(false);
  expect(readDraft(store, to)?.at).toBe(draft.at);
});

it('of tabs that work on one segment each keeps its own, and the latest is found first', () => {
  const store = storage();
  const beside = besideDraft(key);
  expect(beside).not.toBe(besideDraft(key));
  keepDraft(store, key, draft);
  keepDraft(store, beside, { ...draft, at: '2026-05-02T00:00:00Z' });
  keepDraft(store, draftKey('larkhaven', 'u1', 'seg_10'), draft);
  expect(draftsUnder(store, key).map((each) => each.key)).toEqual([beside, key]);
});
