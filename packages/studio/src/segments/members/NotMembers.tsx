import { Anchor, Group, Paper, Text } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Empty, More } from '../../shell/states.js';
import classes from './members.module.css';
import { useNamedSearch } from './named.js';

const most = 5;

/** No member fits a search: whom, or what accounts, it finds outside of the segment, each a click away from the reason. */
export function NotMembers({ segment, search, known }: { segment: Segment; search: string; known: string }) {
  const t = translator('members');
  const { subject } = segment;
  const found = useNamedSearch(subject, search, known, most);
  return (
    <Paper>
      <Empty icon={IconSearchOff} title={t('nobody')} compact>
        {t(found.items.length > 0 ? 'nobodyBut' : 'nobodyWhy', { subject })}
      </Empty>
      {found.items.length > 0 && (
        <ul className={classes.outside} aria-label={t('outside')}>
          {found.items.map(({ id, shown, whyHref }) => (
            <li key={id}>
              <Group justify="space-between" gap="sm" wrap="nowrap">
                {shown}
                <Anchor component={RouteLink} href={whyHref(segment.id)} size="sm" fw={560} style={{ flex: 'none' }}>
                  {t('whyNot')}
                </Anchor>
              </Group>
            </li>
          ))}
        </ul>
      )}
      <More list={found} />
      {found.isPending && search !== '' && (
        <Text size="xs" c="dimmed" ta="center" pb="sm" role="status">
          {translator('shell')('states.loading')}
        </Text>
      )}
    </Paper>
  );
}
