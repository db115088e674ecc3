import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconChevronRight, IconFolderPlus, IconGripVertical, IconPlus } from '@tabler/icons-react';
import { memo, useContext, useId, useMemo, useRef } from 'react';
import { VerdictMark } from '../explain/VerdictMark.js';
import { translator } from '../language/translator.js';
import { AmountInput } from './AmountInput.js';
import { ConditionRow, MutedNote } from './ConditionRow.js';
import { EditorView, Siblings, useFacts, useTree } from './context.js';
import { type GroupDraft, newGroup } from './draft.js';
import { FirstConditions } from './FirstConditions.js';
import { groupModes, groupName } from './group-words.js';
import { LazyRow } from './LazyRow.js';
import { NodeCountBadge } from './NodeCountBadge.js';
import { Problems } from './Problems.js';
import { PropertyPicker } from './PropertyPicker.js';
import { RowButtons } from './RowButtons.js';
import classes from './tree.module.css';
import { useDropRow } from './useDropRow.js';
import { useMoveKeys } from './useMoveKeys.js';
import type { PaletteScope } from './vocabulary.js';

interface GroupCardProps {
  readonly group: GroupDraft;
  readonly scope: PaletteScope;
  /** The outermost group, or the group of an event's own conditions: not to be moved or removed by itself. */
  readonly outermost: boolean;
  /** Whether it stands in an "all of", so that what is left after it says something. */
  readonly after?: boolean;
  /** Whether it leaves people out: then how it is joined is not to be chosen. */
  readonly leavesOut?: boolean;
  /** Groups that are drawn elsewhere. */
  readonly apart?: string | null;
}

/** Conditions that belong together, with how they are joined. */
export const GroupCard = memo(function GroupCard(props: GroupCardProps) {
  const { group, scope, outermost, after = false, leavesOut = false, apart = null } = props;
  const t = translator('editor');
  const tree = useTree();
  const view = useContext(EditorView);
  const label = useId();
  const head = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const { drop, dragging } = useDropRow({ id: group.id, group: true, row: head, handle });
  const onKeyDown = useMoveKeys(group.id, head);
  const insideEvent = scope.of === 'event';
  const ofTree = tree.subject === 'account' ? 'account' : 'visitor';
  const collapsed = view.collapsed.has(group.id);
  const shown = useMemo(
    () => (apart === null ? group.of : group.of.filter((node) => node.id !== apart)),
    [group.of, apart],
  );
  const part = insideEvent ? 'part.event' : outermost ? 'part.whole' : 'part.group';

  return (
    // biome-ignore lint/a11y/useSemanticElements: groups nest deeply and carry their name as a label, not as a legend
    <div
      role="group"
      className={classes.group}
      aria-labelledby={label}
      data-root={(outermost && !insideEvent) || undefined}
      data-inside-event={(insideEvent && outermost) || undefined}
      data-target={(!insideEvent && view.target === group.id && view.grouped) || undefined}
      data-muted={group.muted || undefined}
      data-dragging={dragging || undefined}
      onFocus={(event) => {
        // What stands inside a condition is about others than the palette at the side.
        if (scope.of !== ofTree) return;
        event.stopPropagation();
        tree.setTarget(group.id);
      }}
    >
      <div
        className={classes.groupHead}
        id={outermost ? undefined : group.id}
        ref={head}
        tabIndex={-1}
        data-row
        data-drop={drop}
        onKeyDownCapture={onKeyDown}
      >
        {!outermost && (
          <span className={classes.grip} ref={handle} title={t('row.drag')} aria-hidden>
            <IconGripVertical size={15} />
          </span>
        )}
        <GroupWords
          group={group}
          insideEvent={insideEvent}
          collapsed={collapsed}
          foldable={!outermost}
          leavesOut={leavesOut}
        />
        <span hidden id={label}>
          {t(part, { name: groupName(group) })}
        </span>
        {!insideEvent && <NodeCountBadge id={group.id} after={after} />}
        {!(outermost && !insideEvent) && <RowButtons id={group.id} of="group" />}
      </div>
      {group.muted === true && (
        <div style={{ padding: '0 12px 8px' }}>
          <MutedNote id={group.id} />
        </div>
      )}
      {!collapsed && (
        <>
          {outermost && scope.of === ofTree && group.of.length === 0 ? (
            <FirstConditions scope={scope} onPick={(item) => tree.add(group.id, item.make())} />
          ) : (
            <Problems id={group.id} inset />
          )}
          <GroupParts group={group} of={shown} scope={scope} large={view.large} />
          <GroupFoot group={group} scope={scope} />
        </>
      )}
    </div>
  );
});

interface GroupWordsProps {
  readonly group: GroupDraft;
  readonly insideEvent: boolean;
  readonly collapsed: boolean;
  readonly foldable: boolean;
  readonly leavesOut: boolean;
}

/** How the conditions of a group are joined, what that means, and what the group is called. */
const GroupWords = memo(function GroupWords(props: GroupWordsProps) {
  const { group, insideEvent, collapsed, foldable, leavesOut } = props;
  const t = translator('editor');
  const tree = useTree();
  const { verdict } = useFacts(group.id);
  // Everybody who satisfies any of it is left out, which is what "none of" says of those who stay.
  const said = leavesOut ? 'any' : group.mode;
  return (
    <div className={classes.words}>
      {foldable && (
        <ActionIcon
          size="sm"
          aria-label={t(collapsed ? 'group.expand' : 'group.collapse')}
          aria-expanded={!collapsed}
          onClick={() => tree.collapse(group.id, !collapsed)}
        >
          <IconChevronRight size={15} className={classes.fold} data-open={!collapsed || undefined} aria-hidden />
        </ActionIcon>
      )}
      {verdict !== null && <VerdictMark matches={verdict.matches} />}
      {group.name !== undefined && (
        <TextInput
          id={`${group.id}-name`}
          aria-label={t('group.nameOf')}
          placeholder={t('group.namePlaceholder')}
          size="xs"
          w={180}
          maxLength={100}
          value={group.name}
          onChange={(event) => tree.replace({ ...group, name: event.currentTarget.value }, `name:${group.id}`)}
        />
      )}
      {insideEvent && <span className={classes.word}>{t('group.sameEvent')}</span>}
      {leavesOut ? (
        <span className={classes.word}>{t('group.mode.any')}</span>
      ) : (
        <NativeSelect
          aria-label={t('group.joined')}
          data={groupModes.map((mode) => ({ value: mode, label: t(`group.mode.${mode}`) }))}
          value={group.mode}
          size="xs"
          w={178}
          onChange={(event) => {
            const mode = groupModes.find((each) => each === event.currentTarget.value);
            if (mode !== undefined) tree.replace({ ...group, mode });
          }}
        />
      )}
      {(group.mode === 'atLeast' || group.mode === 'fewerThan') && (
        <AmountInput
          label={t('group.howMany')}
          min={1}
          value={group.count}
          set={(count) => tree.replace({ ...group, count: count === 0 ? null : count }, `count:${group.id}`)}
        />
      )}
      <Text size="xs" c="dimmed">
        {collapsed ? t('group.hidden', { count: group.of.length }) : t(`group.meaning.${said}`)}
      </Text>
    </div>
  );
});

interface GroupPartsProps {
  readonly group: GroupDraft;
  readonly of: GroupDraft['of'];
  readonly scope: PaletteScope;
  /** Whether rows are drawn once they come near. */
  readonly large: boolean;
}

const GroupParts = memo(function GroupParts({ group, of, scope, large }: GroupPartsProps) {
  const t = translator('editor');
  if (of.length === 0) return null;
  const narrowing = group.mode === 'all' && scope.of !== 'event';
  const Row = large ? LazyRow : ConditionRow;
  return (
    <Siblings value={of}>
      <ul className={classes.list}>
        {of.map((node, index) => (
          <li key={node.id}>
            {index > 0 && <span className={classes.joint}>{t(`group.joint.${group.mode}`)}</span>}
            {node.kind === 'group' ? (
              <GroupCard group={node} scope={scope} outermost={false} after={narrowing} />
            ) : (
              <Row node={node} scope={scope} after={narrowing} />
            )}
          </li>
        ))}
      </ul>
    </Siblings>
  );
});

interface GroupFootProps {
  readonly group: GroupDraft;
  readonly scope: PaletteScope;
}

const GroupFoot = memo(function GroupFoot({ group, scope }: GroupFootProps) {
  const t = translator('editor');
  const tree = useTree();
  return (
    <div className={classes.groupFoot}>
      <PropertyPicker scope={scope} onPick={(item) => tree.add(group.id, item.make())}>
        <Button variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
          {t('group.addCondition')}
        </Button>
      </PropertyPicker>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconFolderPlus size={14} aria-hidden />}
        onClick={() => tree.add(group.id, newGroup([], group.mode === 'any' ? 'all' : 'any'))}
      >
        {t('group.addGroup')}
      </Button>
    </div>
  );
});
