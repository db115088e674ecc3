import type { SegmentSubject } from '@kindred/criteria';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Explanation, Fault, Finding } from '../api/types.js';
import { EditorTree, type Problem, type TreeContext } from './context.js';
import { type BuiltCriteria, criteriaPath, nodeAt } from './criteria-draft.js';
import type { GroupDraft, NodeDraft } from './draft.js';
import { append, find, neighbourOf, remove, update } from './tree.js';

interface ConditionTreeProps {
  readonly root: GroupDraft;
  readonly editing: string | null;
  readonly subject: SegmentSubject;
  readonly built: BuiltCriteria;
  readonly faults: readonly Fault[];
  readonly findings: readonly Finding[];
  readonly explanation: Explanation | null;
  readonly changeRoot: (change: (root: GroupDraft) => GroupDraft, field?: string | null) => void;
  readonly children: ReactNode;
}

/** Gives the parts of the tree what they need of the editor: changes, problems, verdicts and the focus. */
export function ConditionTree({
  root,
  editing,
  subject,
  built,
  faults,
  findings,
  explanation,
  changeRoot,
  children,
}: ConditionTreeProps) {
  const [chosen, setTarget] = useState(root.id);
  const target = find(root, chosen)?.kind === 'group' ? chosen : root.id;
  const problems = useMemo(() => problemsOf(built, faults, findings), [built, faults, findings]);
  const verdicts = useMemo(
    () => (explanation === null ? null : verdictsOf(built.paths, explanation)),
    [built.paths, explanation],
  );

  const focus = useCallback((id: string) => {
    // The element may only be there, or be in its new place, after the next drawing.
    requestAnimationFrame(() => {
      const element = document.getElementById(id);
      element?.scrollIntoView({ block: 'nearest' });
      if (element?.contains(document.activeElement)) return;
      const input = element?.querySelector<HTMLElement>('input') ?? element?.querySelector<HTMLElement>('select');
      (input ?? element)?.focus();
    });
  }, []);

  const value = useMemo(
    (): TreeContext => ({
      root,
      editing,
      subject,
      target,
      setTarget,
      changeRoot,
      replace: (node: NodeDraft, field = null) => changeRoot((before) => update(before, node.id, () => node), field),
      add: (group, node) => {
        changeRoot((before) => append(before, group, node));
        focus(node.id);
      },
      removeNode: (id) => {
        const next = neighbourOf(root, id);
        changeRoot((before) => remove(before, id));
        if (next !== null) focus(next);
      },
      focus,
      problems,
      verdicts,
    }),
    [root, editing, subject, target, changeRoot, focus, problems, verdicts],
  );
  return <EditorTree value={value}>{children}</EditorTree>;
}

function problemsOf(
  built: BuiltCriteria,
  faults: readonly Fault[],
  findings: readonly Finding[],
): ReadonlyMap<string, readonly Problem[]> {
  const problems = new Map<string, Problem[]>();
  const add = (id: string, problem: Problem) => problems.set(id, [...(problems.get(id) ?? []), problem]);
  for (const [id, message] of built.unfinished) add(id, { message, severity: 'unfinished' });
  for (const fault of faults) {
    const id = nodeAt(built.paths, fault.path);
    const message = fault.expected === undefined ? fault.message : `${fault.message}. Expected: ${fault.expected}.`;
    if (id !== null) add(id, { message, severity: 'fault' });
  }
  for (const finding of findings) {
    const id = nodeAt(built.paths, finding.path);
    if (id !== null) add(id, { message: finding.message, severity: 'advice' });
  }
  return problems;
}

function verdictsOf(paths: ReadonlyMap<string, string>, explanation: Explanation): ReadonlyMap<string, boolean | null> {
  const byPath = new Map<string, boolean | null>();
  const visit = (node: Explanation) => {
    byPath.set(criteriaPath(node.path), node.matches);
    node.of?.forEach(visit);
  };
  visit(explanation);
  const verdicts = new Map<string, boolean | null>();
  for (const [id, path] of paths) {
    const matches = byPath.get(path);
    if (matches !== undefined) verdicts.set(id, matches);
  }
  return verdicts;
}
