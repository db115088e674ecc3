import { Button, NativeSelect, Text } from '@mantine/core';
import { IconFolderPlus, IconPlus } from '@tabler/icons-react';
import { useId } from 'react';
import { VerdictMark } from '../explain/VerdictMark.js';
import { AmountInput } from './AmountInput.js';
import { ConditionRow } from './ConditionRow.js';
import { useTree } from './context.js';
import { type GroupDraft, type GroupMode, newGroup } from './draft.js';
import { FirstConditions } from './FirstConditions.js';
import { Problems } from './Problems.js';
import { PropertyPicker } from './PropertyPicker.js';
import { RowMenu } from './RowMenu.js';
import { countConditions } from './tree.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';

const modes: readonly { readonly value: GroupMode; readonly label: string }[] = [
  { value: 'all', label: 'All of these' },
  { value: 'any', label: 'Any of these' },
  { value: 'none', label: 'None of these' },
  { value: 'notAll', label: 'Not all of these' },
  { value: 'atLeast', label: 'At least … of these' },
  { value: 'fewerThan', label: 'Fewer than … of these' },
];

const meanings: Readonly<Record<GroupMode, string>> = {
  all: 'every condition holds',
  any: 'at least one condition holds',
  none: 'no condition holds; a missing value counts as not holding',
  notAll: 'at least one condition fails',
  atLeast: 'at least so many conditions hold, whichever they are',
  fewerThan: 'not so many conditions hold; none at all is enough',
};

const joints: Readonly<Record<GroupMode, string>> = {
  all: 'and',
  any: 'or',
  none: 'nor',
  notAll: 'and',
  atLeast: 'and',
  fewerThan: 'and',
};

function nameOf({ mode, count }: GroupDraft): string {
  if (mode === 'notAll') return 'not all';
  if (mode === 'atLeast') return `at least ${count ?? '…'}`;
  return mode === 'fewerThan' ? `fewer than ${count ?? '…'}` : mode;
}

interface GroupCardProps {
  readonly group: GroupDraft;
  readonly scope: PaletteScope;
  /** The outermost group, or the group of an event's own conditions: not to be moved or removed by itself. */
  readonly outermost: boolean;
}

/** Conditions that belong together, with how they are joined. */
export function GroupCard({ group, scope, outermost }: GroupCardProps) {
  const tree = useTree();
  const label = useId();
  const insideEvent = scope.of === 'event';
  const verdict = tree.verdicts?.get(group.id);
  const add = (item: { make(): GroupDraft['of'][number] }) => tree.add(group.id, item.make());

  return (
    // biome-ignore lint/a11y/useSemanticElements: groups nest deeply and carry their name as a label, not as a legend
    <div
      role="group"
      className={classes.group}
      aria-labelledby={label}
      data-root={(outermost && !insideEvent) || undefined}
      data-inside-event={(insideEvent && outermost) || undefined}
      data-target={
        (!insideEvent && tree.target === group.id && tree.root.of.some((part) => part.kind === 'group')) || undefined
      }
      onFocus={(event) => {
        // What stands inside a condition is about others than the palette at the side.
        if (insideEvent || scope.of !== (tree.subject === 'account' ? 'account' : 'visitor')) return;
        event.stopPropagation();
        tree.setTarget(group.id);
      }}
    >
      <div className={classes.groupHead} id={outermost ? undefined : group.id} tabIndex={-1}>
        <div className={classes.words}>
          {verdict !== undefined && <VerdictMark matches={verdict} />}
          {insideEvent && <span className={classes.word}>where, of the same event,</span>}
          <NativeSelect
            aria-label="How the conditions are joined"
            data={modes}
            value={group.mode}
            size="xs"
            w={172}
            onChange={(event) => {
              const mode = modes.find((each) => each.value === event.currentTarget.value)?.value;
              if (mode !== undefined) tree.replace({ ...group, mode });
            }}
          />
          {(group.mode === 'atLeast' || group.mode === 'fewerThan') && (
            <AmountInput
              label="How many of the conditions"
              min={1}
              value={group.count}
              set={(count) => tree.replace({ ...group, count: count === 0 ? null : count }, `count:${group.id}`)}
            />
          )}
          <Text size="xs" c="dimmed">
            {meanings[group.mode]}
          </Text>
        </div>
        <span hidden id={label}>
          {insideEvent ? 'Conditions on the event' : outermost ? 'Conditions' : 'Group'}: {nameOf(group)} of{' '}
          {countConditions(group)}
        </span>
        {!(outermost && !insideEvent) && <RowMenu node={group} name="group" movable={!outermost} />}
      </div>
      {outermost && !insideEvent && group.of.length === 0 ? (
        <FirstConditions scope={scope} onPick={add} />
      ) : (
        <Problems id={group.id} inset />
      )}
      {group.of.length > 0 && (
        <ul className={classes.list}>
          {group.of.map((node, index) => (
            <li key={node.id}>
              {index > 0 && <span className={classes.joint}>{joints[group.mode]}</span>}
              {node.kind === 'group' ? (
                <GroupCard group={node} scope={scope} outermost={false} />
              ) : (
                <ConditionRow node={node} scope={scope} />
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.groupFoot}>
        <PropertyPicker scope={scope} onPick={add}>
          <Button variant="light" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
            Add condition
          </Button>
        </PropertyPicker>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconFolderPlus size={14} aria-hidden />}
          onClick={() => tree.add(group.id, newGroup([], group.mode === 'any' ? 'all' : 'any'))}
        >
          Add group
        </Button>
      </div>
    </div>
  );
}
