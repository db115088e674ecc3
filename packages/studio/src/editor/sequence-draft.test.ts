import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import type { SequenceDraft } from './draft.js';
import { addStep, changeStep, newMatch, newSequence, newStep, raiseStep, removeStep } from './sequence-draft.js';

beforeAll(() => speak('en', []));

const step = (event: string, without: readonly string[] = []) => ({
  ...newStep(event),
  without: without.map((each) => newMatch(each)),
});
const events = ({ steps }: SequenceDraft) => steps.map(({ event }) => event);
const sequence = (steps: SequenceDraft['steps'], same: SequenceDraft['same'] = null): SequenceDraft => ({
  ...newSequence(),
  steps,
  same,
});

describe('steps', () => {
  it('are added before what does not come, which stays the last', () => {
    const absent = { ...step('C'), absent: true };
    expect(events(addStep(sequence([step('A'), absent])))).toEqual(['A', '', 'C']);
    expect(events(addStep(sequence([step('A'), step('B')])))).toEqual(['A', 'B', '']);
  });
  it('take the property that links them along', () => {
    const draft = sequence([step('A'), step('B'), step('C')], ['a', 'b', 'c']);
    expect(raiseStep(draft, 2).same).toEqual(['a', 'c', 'b']);
    expect(removeStep(draft, 0).same).toEqual(['b', 'c']);
    expect(addStep(draft).same).toEqual(['a', 'b', 'c', '']);
  });
  it('have nothing before the first, and an absence only at the end', () => {
    const draft = sequence([step('A'), step('B', ['X']), { ...step('C'), absent: true }]);
    const raised = raiseStep(draft, 1);
    expect(raised.steps.map(({ without }) => without.length)).toEqual([0, 0, 0]);
    expect(raiseStep(draft, 2).steps.map(({ absent }) => absent)).toEqual([false, false, false]);
  });
  it('forget what must not come in between once they do not come themselves', () => {
    const draft = sequence([step('A'), step('B', ['X'])]);
    const last = draft.steps[1];
    if (last === undefined) throw new TypeError('no step');
    expect(changeStep(draft, 1, { ...last, absent: true }).steps[1]?.without).toEqual([]);
  });
});
