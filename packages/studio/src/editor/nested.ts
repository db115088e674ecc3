import type { GroupDraft, MatchDraft, NodeDraft, StepDraft } from './draft.js';
import { newId } from './identity.js';

/** Groups that stand inside a condition: what its events, or its account's people, have to satisfy. */
export function nestedIn(node: NodeDraft): readonly GroupDraft[] {
  switch (node.kind) {
    case 'event':
      return node.where === null ? [] : [node.where];
    case 'sequence':
      return node.steps
        .flatMap((step) => [step, ...step.without])
        .flatMap(({ where }) => (where === null ? [] : [where]));
    case 'people':
      return [node.of];
    default:
      return [];
  }
}

/** The condition with its inner groups changed; null takes one away, where the condition can be without. */
export function withNested<T extends NodeDraft>(node: T, change: (group: GroupDraft) => GroupDraft | null): T;
export function withNested(node: NodeDraft, change: (group: GroupDraft) => GroupDraft | null): NodeDraft {
  switch (node.kind) {
    case 'event': {
      if (node.where === null) return node;
      const where = change(node.where);
      return where === node.where ? node : { ...node, where };
    }
    case 'sequence': {
      const steps = keep(node.steps, (step) => changedStep(step, change));
      return steps === node.steps ? node : { ...node, steps };
    }
    case 'people': {
      const of = change(node.of) ?? node.of;
      return of === node.of ? node : { ...node, of };
    }
    default:
      return node;
  }
}

function changedStep(step: StepDraft, change: (group: GroupDraft) => GroupDraft | null): StepDraft {
  const changed = changedMatch(step, change);
  const without = keep(step.without, (match) => changedMatch(match, change));
  return changed === step && without === step.without ? step : { ...changed, without };
}

function changedMatch<M extends MatchDraft>(match: M, change: (group: GroupDraft) => GroupDraft | null): M {
  if (match.where === null) return match;
  const where = change(match.where);
  return where === match.where ? match : { ...match, where };
}

/** The same list where nothing in it changed. */
function keep<T>(list: readonly T[], change: (each: T) => T): readonly T[] {
  const next = list.map(change);
  return next.every((each, index) => each === list[index]) ? list : next;
}

/** The same node with new identities throughout. */
export function copyOf<T extends NodeDraft>(node: T): T;
export function copyOf(node: NodeDraft): NodeDraft {
  if (node.kind === 'group') return { ...node, id: newId(), of: node.of.map((part) => copyOf(part)) };
  const copy = { ...withNested(node, (group) => copyOf(group)), id: newId() };
  if (copy.kind !== 'sequence') return copy;
  const steps = copy.steps.map((step) => ({
    ...step,
    id: newId(),
    without: step.without.map((match) => ({ ...match, id: newId() })),
  }));
  return { ...copy, steps };
}
