import type { SegmentSubject } from '@kindred/criteria';
import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { translator } from '../language/translator.js';
import { EditorTree, EditorView, type TreeActions, type TreeView } from './context.js';
import type { GroupDraft, NodeDraft } from './draft.js';
import { groupName } from './group-words.js';
import { drawnAtOnce } from './LazyRow.js';
import { NodeMenu, type OpenedMenu } from './NodeMenu.js';
import { createFacts, type NodeFacts } from './node-facts.js';
import { append, countConditions, find, neighbourOf, placeOf, remove, update } from './tree.js';
import { useDragging } from './useDragging.js';
import { useKeptFocus } from './useKeptFocus.js';

interface ConditionTreeProps {
  readonly root: GroupDraft;
  readonly editing: string | null;
  readonly subject: SegmentSubject;
  readonly facts: ReadonlyMap<string, NodeFacts>;
  readonly everyone: number | null;
  readonly changeRoot: (change: (root: GroupDraft) => GroupDraft, field?: string | null) => void;
  readonly children: ReactNode;
}

/** Gives the parts of the tree what they need of the editor: changes, what is known of them, the focus and the menu. */
export function ConditionTree(props: ConditionTreeProps) {
  const { root, editing, subject, facts: known, everyone, changeRoot, children } = props;
  const [facts] = useState(createFacts);
  const [chosen, setTarget] = useState(root.id);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState('');
  const [menu, setMenu] = useState<OpenedMenu | null>(null);
  const latest = useRef(root);
  useLayoutEffect(() => {
    latest.current = root;
  }, [root]);
  useEffect(() => facts.set(known), [facts, known]);

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

  const tell = useCallback(
    // The same words a second time are another text, or they would not be said again.
    (words: string) => setTold((before) => (before === words ? `${words}\u00a0` : words)),
    [],
  );

  const actions = useMemo(
    (): TreeActions => ({
      editing,
      subject,
      facts,
      focus,
      setTarget,
      changeRoot,
      root: () => latest.current,
      replace: (node: NodeDraft, field = null) => changeRoot((before) => update(before, node.id, () => node), field),
      add: (group, node) => {
        changeRoot((before) => append(before, group, node));
        setCollapsed((before) => without(before, group));
        focus(node.id);
      },
      move: (id, change) => {
        const next = change(latest.current);
        tell(next === latest.current ? translator('editor')('moved.nowhere') : placeInWords(next, id));
        if (next === latest.current) return;
        changeRoot(change);
        focus(id);
      },
      removeNode: (id) => {
        const next = neighbourOf(latest.current, id);
        changeRoot((before) => remove(before, id));
        if (next !== null) focus(next);
      },
      collapse: (group, hide) =>
        setCollapsed((before) => (hide ? new Set([...before, group]) : without(before, group))),
      openMenu: (id, button, closed) => setMenu({ id, button, closed }),
    }),
    [editing, subject, facts, focus, tell, changeRoot],
  );
  useDragging(actions);
  const tree = useRef<HTMLDivElement>(null);
  useKeptFocus(root, tree);

  const target = find(root, chosen)?.kind === 'group' ? chosen : root.id;
  const large = countConditions(root) > drawnAtOnce;
  const grouped = root.of.some((part) => part.kind === 'group');
  const view = useMemo(
    (): TreeView => ({ target, collapsed, grouped, large, everyone }),
    [target, collapsed, grouped, large, everyone],
  );
  return (
    <EditorTree value={actions}>
      <EditorView value={view}>
        <div ref={tree}>{children}</div>
        <VisuallyHidden role="status">{told}</VisuallyHidden>
        <NodeMenu opened={menu} close={() => setMenu(null)} />
      </EditorView>
    </EditorTree>
  );
}

/** “2 of 3 in any of 3”: where a node stands. */
function placeInWords(root: GroupDraft, id: string): string {
  const t = translator('editor');
  const place = placeOf(root, id);
  if (place === null) return '';
  const { group, index } = place;
  const name = group.id === root.id ? t('menu.outermost') : groupName(group);
  return t('moved.to', { place: index + 1, count: group.of.length, group: name });
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((each) => each !== id)) : set;
}
