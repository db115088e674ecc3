import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import type { Named } from './named.js';
import type { useByName } from './useByName.js';

interface RowMenuProps {
  readonly member: Named;
  readonly segment: Segment;
  readonly byName: ReturnType<typeof useByName>;
}

/** What can be done with one member: leaving it out, and taking it off the list of those added by name. */
export function RowMenu({ member, segment, byName }: RowMenuProps) {
  const t = translator('members');
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon aria-label={`${t('actions')}: ${member.name}`}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {segment.includes.includes(member.id) && (
          <Menu.Item onClick={() => byName.takeOff(member)}>{t('takeOff')}</Menu.Item>
        )}
        <Menu.Item onClick={() => byName.leaveOut(member)} aria-label={t('leaveOutOf', { name: member.name })}>
          {t('leaveOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
