import { ActionIcon, Group } from '@mantine/core';
import { IconDotsVertical, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';

interface RowButtonsProps {
  readonly id: string;
  readonly of: 'condition' | 'group';
}

/** The menu and the removal of a condition or group. */
export function RowButtons({ id, of }: RowButtonsProps) {
  const t = translator('editor');
  const { openMenu, removeNode } = useTree();
  const [expanded, setExpanded] = useState(false);
  const remove = t(of === 'group' ? 'row.removeGroup' : 'row.removeCondition');
  const more = t(of === 'group' ? 'row.moreGroup' : 'row.moreCondition');
  return (
    <Group gap={2} wrap="nowrap" style={{ flex: 'none' }}>
      <ActionIcon
        aria-label={more}
        title={t('row.moreTitle')}
        aria-haspopup="menu"
        aria-expanded={expanded}
        onClick={(event) => {
          setExpanded(true);
          openMenu(id, event.currentTarget, () => setExpanded(false));
        }}
      >
        <IconDotsVertical size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={remove} title={remove} onClick={() => removeNode(id)}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
