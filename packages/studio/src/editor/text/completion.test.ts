import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { completeNotation, type Vocabulary } from './completion.js';

const vocabulary: Vocabulary = {
  properties: [{ label: 'user.plan' }, { label: 'request.browser' }, { label: 'account.industry' }],
  events: [{ label: 'Page Viewed' }, { label: 'Order Completed' }],
  segments: [{ label: 'seg_1', detail: 'Gold' }],
  propertiesOf: (event) => (event === 'Page Viewed' ? ['properties.path', 'context.locale'] : []),
  values: async (property, event) => [{ label: `${property} of ${event}` }, { label: "it's" }],
};

/** What is offered at the end of a text. */
async function offered(text: string): Promise<readonly string[]> {
  const state = EditorState.create({ doc: text });
  const result = await completeNotation(vocabulary)(new CompletionContext(state, text.length, true));
  return (result?.options ?? []).map(({ label }) => label);
}

it('names are offered where they can stand', async () => {
  expect(await offered('al')).toContain('all');
  expect(await offered("trait('")).toEqual(['plan']);
  expect(await offered("all(knownUser(), request('br")).toEqual(['browser']);
  expect(await offered("did('Ord")).toContain('Order Completed');
  expect(await offered("did('Page Viewed', where('")).toEqual(['path']);
  expect(await offered("did('Page Viewed', context('")).toEqual(['locale']);
  expect(await offered("group('")).toContain('account');
  expect(await offered("group('account', '")).toEqual(['industry']);
  expect(await offered("segment('")).toEqual(['seg_1']);
  expect(await offered("did('Page Viewed').inLast('")).toContain('7 days');
  expect(await offered("did('Page Viewed').lastOf('")).toEqual(['path']);
  expect(await offered("sequence(did('A'), did('B')).allWithin('")).toContain('7 days');
});

it('methods are offered behind a dot, and values inside them', async () => {
  expect(await offered("trait('plan').eq")).toContain('equals');
  expect(await offered("trait('plan').equals('")).toContain('user.plan of null');
  expect(await offered("trait('plan').every().equals('")).toContain('user.plan of null');
  expect(await offered("did('A').in")).toEqual(expect.arrayContaining(['inPast', 'inDistinctSessions']));
  expect(await offered("trait('plan').oneOf(['a', '")).toContain('user.plan of null');
  expect(await offered("did('Page Viewed', where('path').startsWith('")).toContain('properties.path of Page Viewed');
});

it('a value with a quote is written so that it can be read', async () => {
  const text = "trait('plan').equals('";
  const state = EditorState.create({ doc: text });
  const result = await completeNotation(vocabulary)(new CompletionContext(state, text.length, true));
  expect(result?.options.find(({ label }) => label === "it's")?.apply).toBe("it\\'s");
});
