import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconBoxMultiple,
  IconBoxOff,
  IconCode,
  IconCopy,
  IconCornerDownRight,
  IconPencil,
  IconTrash,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import { type NodeDraft, newWritten } from './draft.js';
import { groupName } from './group-words.js';
import { type Move, moved } from './moves.js';
import * as tree from './tree.js';
import { criteriaOfNode } from './written.js';

const icon = { size: 16, 'aria-hidden': true } as const;

const moves: readonly { readonly way: Move; readonly Glyph: typeof IconArrowUp; readonly keys: string }[] = [
  { way: 'up', Glyph: IconArrowUp, keys: 'Alt ↑' },
  { way: 'down', Glyph: IconArrowDown, keys: 'Alt ↓' },
  { way: 'out', Glyph: IconArrowLeft, keys: 'Alt ←' },
  { way: 'in', Glyph: IconArrowRight, keys: 'Alt →' },
];

/** Everything that can be done with a condition or group as a whole; each entry works by click and by key alike. */
export function NodeMenuItems({ node }: { node: NodeDraft }) {
  const t = translator('editor');
  const { root: now, changeRoot, move, replace, focus, removeNode, collapse } = useTree();
  const root = now();
  const movable = tree.placeOf(root, node.id) !== null;
  // What is unfinished has no text yet.
  const asText = movable && !(node.kind === 'written' && node.open) ? criteriaOfNode(node) : null;
  const targets = movable ? tree.targetsOf(root, node.id) : [];
  const change = (next: (before: typeof root) => typeof root) => {
    changeRoot(next);
    focus(node.id);
  };
  return (
    <>
      {movable &&
        moves.map(({ way, Glyph, keys }) => (
          <Menu.Item
            key={way}
            leftSection={<Glyph {...icon} />}
            rightSection={<kbd>{keys}</kbd>}
            disabled={moved(root, node.id, way) === root}
            onClick={() => move(node.id, (before) => moved(before, node.id, way))}
          >
            {t(`menu.${way}`)}
          </Menu.Item>
        ))}
      {targets.length > 0 && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconCornerDownRight {...icon} />}>{t('menu.into')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown style={{ maxHeight: 360, overflowY: 'auto' }}>
            {targets.map((target) => (
              <Menu.Item
                key={target.id}
                onClick={() => move(node.id, (before) => tree.moveInto(before, node.id, target.id))}
              >
                {target.id === root.id ? t('menu.outermost') : groupName(target)}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      {movable && (
        <>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconCopy {...icon} />}
            onClick={() => {
              const copied = tree.duplicate(root, node.id);
              changeRoot(() => copied.root);
              if (copied.id !== null) focus(copied.id);
            }}
          >
            {t('menu.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBoxMultiple {...icon} />}
            onClick={() => change((before) => tree.wrap(before, node.id))}
          >
            {t('menu.wrap')}
          </Menu.Item>
          {node.kind === 'group' && node.of.length > 0 && (
            <Menu.Item
              leftSection={<IconBoxOff {...icon} />}
              onClick={() => {
                changeRoot((before) => tree.unwrap(before, node.id));
                const [first] = node.of;
                if (first !== undefined) focus(first.id);
              }}
            >
              {t('menu.unwrap')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={node.muted === true ? <IconVolume {...icon} /> : <IconVolumeOff {...icon} />}
            onClick={() => change((before) => tree.mute(before, node.id, node.muted !== true))}
          >
            {t(node.muted === true ? 'menu.unmute' : 'menu.mute')}
          </Menu.Item>
        </>
      )}
      {node.kind === 'group' && movable && (
        <Menu.Item
          leftSection={<IconPencil {...icon} />}
          onClick={() => {
            replace({ ...node, name: node.name ?? '' });
            collapse(node.id, false);
            requestAnimationFrame(() => document.getElementById(`${node.id}-name`)?.focus());
          }}
        >
          {t(node.name === undefined ? 'menu.name' : 'menu.rename')}
        </Menu.Item>
      )}
      {asText !== null && (
        <Menu.Item
          leftSection={<IconCode {...icon} />}
          onClick={() => {
            replace({ ...newWritten(asText, true), id: node.id });
            focus(node.id);
          }}
        >
          {t('menu.text')}
        </Menu.Item>
      )}
      {movable && <Menu.Divider />}
      <Menu.Item
        c="var(--k-brick-ink)"
        leftSection={<IconTrash {...icon} />}
        rightSection={<kbd>Alt Del</kbd>}
        onClick={() => removeNode(node.id)}
      >
        {t('menu.remove')}
      </Menu.Item>
    </>
  );
}
