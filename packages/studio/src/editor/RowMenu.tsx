import { ActionIcon, Group, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBoxMultiple,
  IconBoxOff,
  IconCode,
  IconCopy,
  IconCornerDownRight,
  IconDotsVertical,
  IconTrash,
} from '@tabler/icons-react';
import { useTree } from './context.js';
import { type GroupDraft, type NodeDraft, newWritten } from './draft.js';
import * as tree from './tree.js';
import { criteriaOfNode } from './written.js';

const modeNames: Readonly<Record<GroupDraft['mode'], string>> = {
  all: 'all of',
  any: 'any of',
  none: 'none of',
  notAll: 'not all of',
  atLeast: 'at least some of',
  fewerThan: 'only a few of',
};

interface RowMenuProps {
  readonly node: NodeDraft;
  /** What it is called in labels: "condition" or "group". */
  readonly name: string;
  readonly movable: boolean;
}

/** Everything that can be done with a condition or group as a whole; each entry works by click and by key alike. */
export function RowMenu({ node, name, movable }: RowMenuProps) {
  const { root, changeRoot, replace, focus, removeNode } = useTree();
  // What is unfinished has no text yet.
  const asText = movable && !(node.kind === 'written' && node.open) ? criteriaOfNode(node) : null;
  const targets = movable ? tree.targetsOf(root, node.id) : [];
  const shift = (direction: 'up' | 'down') => {
    changeRoot((before) => tree.shift(before, node.id, direction));
    focus(node.id);
  };
  const duplicate = () => {
    const result = tree.duplicate(root, node.id);
    changeRoot(() => result.root);
    if (result.id !== null) focus(result.id);
  };

  return (
    <Group gap={2} wrap="nowrap" style={{ flex: 'none' }}>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Tooltip label={`Move, copy, group this ${name}`}>
            <ActionIcon aria-label={`More for this ${name}`}>
              <IconDotsVertical size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {movable && (
            <>
              <Menu.Item
                leftSection={<IconArrowUp size={16} aria-hidden />}
                rightSection={<kbd>Alt ↑</kbd>}
                disabled={!tree.canShift(root, node.id, 'up')}
                onClick={() => shift('up')}
              >
                Move up
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowDown size={16} aria-hidden />}
                rightSection={<kbd>Alt ↓</kbd>}
                disabled={!tree.canShift(root, node.id, 'down')}
                onClick={() => shift('down')}
              >
                Move down
              </Menu.Item>
              {targets.slice(0, 8).map((target) => (
                <Menu.Item
                  key={target.id}
                  leftSection={<IconCornerDownRight size={16} aria-hidden />}
                  onClick={() => {
                    changeRoot((before) => tree.moveInto(before, node.id, target.id));
                    focus(node.id);
                  }}
                >
                  Into{' '}
                  {target.id === root.id
                    ? 'the outermost group'
                    : `“${modeNames[target.mode]} ${tree.countConditions(target)}”`}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate}>
                Duplicate
              </Menu.Item>
              <Menu.Item
                leftSection={<IconBoxMultiple size={16} aria-hidden />}
                onClick={() => changeRoot((before) => tree.wrap(before, node.id))}
              >
                Put into a group
              </Menu.Item>
              {node.kind === 'group' && node.of.length > 0 && (
                <Menu.Item
                  leftSection={<IconBoxOff size={16} aria-hidden />}
                  onClick={() => changeRoot((before) => tree.unwrap(before, node.id))}
                >
                  Take out of the group
                </Menu.Item>
              )}
              {asText !== null && (
                <Menu.Item
                  leftSection={<IconCode size={16} aria-hidden />}
                  onClick={() => {
                    replace({ ...newWritten(asText, true), id: node.id });
                    focus(node.id);
                  }}
                >
                  Edit as text
                </Menu.Item>
              )}
              <Menu.Divider />
            </>
          )}
          <Menu.Item
            c="var(--k-brick-ink)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => removeNode(node.id)}
          >
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={`Remove this ${name}`}>
        <ActionIcon aria-label={`Remove this ${name}`} onClick={() => removeNode(node.id)}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
