import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import type { SequenceDraft } from './draft.js';
import {
  addStep,
  changeStep,
  newMatch,
  newSequence,
  newStep,
  raiseStep,
  removeStep,
  sequenceOf,
} from './sequence-draft.js';

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
  it('change places while what must not come between, and an absence at the end, stay: the way back changes nothing', () => {
    const draft = sequence([step('A'), step('B', ['X']), { ...step('C'), absent: true }]);
    const [raised, last] = [raiseStep(draft, 1), raiseStep(draft, 2)];
    expect(raised.steps.map(({ event, without }) => [event, without.length])).toEqual([
      ['B', 0],
      ['A', 1],
      ['C', 0],
    ]);
    expect(last.steps.map(({ event, without, absent }) => [event, without.length, absent])).toEqual([
      ['A', 0, false],
      ['C', 1, false],
      ['B', 0, true],
    ]);
    expect([raiseStep(raised, 1), raiseStep(last, 2)]).toEqual([draft, draft]);
  });
  it('have nothing before the first', () => {
    const draft = sequence([step('A'), step('B', ['X']), step('C', ['Y'])]);
    expect(removeStep(draft, 0).steps.map(({ without }) => without.length)).toEqual([0, 1]);
  });
  it('of an absence say nothing of what must not come in between, and say it again once they come', () => {
    const draft = sequence([step('A'), step('B', ['X'])]);
    const last = draft.steps[1];
    if (last === undefined) throw new TypeError('no step');
    const absent = changeStep(draft, 1, { ...last, absent: true });
    const build = () => null;
    expect(sequenceOf(absent, build).steps[1]).toEqual({ event: 'B', absent: true });
    expect(sequenceOf(changeStep(absent, 1, last), build).steps[1]).toEqual({ event: 'B', without: [{ event: 'X' }] });
  });
});
