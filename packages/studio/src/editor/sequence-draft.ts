import type { Criteria, EventMatch, RollingUnit, SequenceNode, SequenceStep } from '@kindred/criteria';
import { translator } from '../language/translator.js';
import type { GroupDraft, MatchDraft, SequenceDraft, StepDraft } from './draft.js';
import { newId } from './identity.js';
import { missingInWindow, windowDraftOf, windowOf } from './window-draft.js';

export const sequenceUnits: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks'];
export const mostSteps = 10;

export function newMatch(event: string): MatchDraft {
  return { id: newId(), event, where: null };
}

/** A step of an absence keeps what was not to come before it, for when it comes again. */
export function newStep(event: string): StepDraft {
  return { ...newMatch(event), without: [], absent: false };
}

/** Two events, the second after the first. */
export function newSequence(first = ''): SequenceDraft {
  const steps = [newStep(first), newStep('')];
  return { id: newId(), kind: 'sequence', negated: false, steps, within: null, same: null, window: { kind: 'ever' } };
}

/** Null where the window has no fields. */
export function sequenceDraftOf(
  { steps, within, same, window }: SequenceNode,
  whereOf: (where: Criteria) => GroupDraft,
): SequenceDraft | null {
  const opened = windowDraftOf(window);
  if (opened === null) return null;
  const matchOf = ({ event, where }: EventMatch): MatchDraft => ({
    ...newMatch(event),
    where: where === undefined ? null : whereOf(where),
  });
  return {
    id: newId(),
    kind: 'sequence',
    negated: false,
    steps: steps.map((step) => ({
      ...matchOf(step),
      without: (step.without ?? []).map(matchOf),
      absent: step.absent ?? false,
    })),
    within: within ?? null,
    same: same ?? null,
    window: opened,
  };
}

/**
 * The node that a draft makes; `build` turns the conditions of a step into criteria, given where they stand, or answers
 * null where all of them are muted.
 */
export function sequenceOf(
  { steps, within, same, window }: SequenceDraft,
  build: (where: GroupDraft, path: string) => Criteria | null,
): SequenceNode {
  const matchOf = ({ event, where }: MatchDraft, path: string): EventMatch => {
    const built = where === null ? null : build(where, `${path}.where`);
    return built === null ? { event } : { event, where: built };
  };
  const stepOf = (step: StepDraft, index: number): SequenceStep => {
    const path = `steps[${index}]`;
    const between = step.absent ? [] : step.without;
    const without = between.map((match, at) => matchOf(match, `${path}.without[${at}]`));
    return {
      ...matchOf(step, path),
      ...(without.length === 0 ? {} : { without }),
      ...(step.absent ? { absent: true } : {}),
    };
  };
  const made = windowOf(window);
  return {
    type: 'sequence',
    steps: steps.map(stepOf),
    ...(within === null ? {} : { within: { amount: within.amount ?? 1, unit: within.unit } }),
    ...(same === null ? {} : { same }),
    ...(made === undefined ? {} : { window: made }),
  };
}

/** What is still to be given; null when nothing is. */
export function missingInSequence({ steps, within, same, window }: SequenceDraft): string | null {
  const t = translator('editor');
  const unnamed = steps.findIndex(({ event }) => event === '');
  if (unnamed >= 0) return t('missing.stepEvent', { number: unnamed + 1 });
  const open = steps.findIndex(({ absent, without }) => !absent && without.some(({ event }) => event === ''));
  if (open >= 0) return t('missing.stepWithout', { number: open + 1 });
  if (within !== null && within.amount === null) return t('missing.within');
  if (within === null && steps.at(-1)?.absent === true) {
    return t('missing.absentWithin');
  }
  const properties = same === null ? [] : typeof same === 'string' ? [same] : same;
  if (properties.includes('')) return t('missing.sameProperty');
  return missingInWindow(window);
}

/** Takes the property of each step along while steps are added, moved and removed. */
function withSteps(draft: SequenceDraft, next: readonly StepDraft[]): SequenceDraft {
  const { steps, same } = draft;
  // Before the first nothing can stand between.
  const placed = next.map((step, index) => (index === 0 ? { ...step, without: [] } : step));
  if (same === null || typeof same === 'string') return { ...draft, steps: placed };
  const moved = next.map(({ id }) => same[steps.findIndex((step) => step.id === id)] ?? '');
  return { ...draft, steps: placed, same: moved };
}

/** A new step behind the last one, before an absence, which stays the last. */
export function addStep(draft: SequenceDraft): SequenceDraft {
  const { steps } = draft;
  const last = steps.at(-1);
  const added = newStep('');
  return withSteps(draft, last?.absent === true ? [...steps.slice(0, -1), added, last] : [...steps, added]);
}

export function removeStep(draft: SequenceDraft, index: number): SequenceDraft {
  return withSteps(draft, draft.steps.toSpliced(index, 1));
}

/** Exchanges a step with the one before it; what must not come between, and that the last does not come, stay where they are. */
export function raiseStep(draft: SequenceDraft, index: number): SequenceDraft {
  const { steps } = draft;
  const [upper, lower] = [steps[index - 1], steps[index]];
  if (upper === undefined || lower === undefined) return draft;
  const at = (step: StepDraft, { without, absent }: StepDraft) => ({ ...step, without, absent });
  return withSteps(draft, steps.toSpliced(index - 1, 2, at(lower, upper), at(upper, lower)));
}

export function changeStep(draft: SequenceDraft, index: number, step: StepDraft): SequenceDraft {
  return { ...draft, steps: draft.steps.with(index, step) };
}
