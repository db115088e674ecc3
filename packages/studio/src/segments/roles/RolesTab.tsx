import { ActionIcon, Badge, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconId, IconX } from '@tabler/icons-react';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Empty } from '../../shell/states.js';
import { useMayChange } from '../may.js';
import { GiveRole } from './GiveRole.js';
import { OfAccounts } from './OfAccounts.js';
import { useRoles } from './useRoles.js';

/** The roles that members of the segment are given. */
export function RolesTab({ segment }: { segment: Segment }) {
  return segment.subject === 'account' ? <OfAccounts segment={segment} /> : <OfPeople segment={segment} />;
}

function OfPeople({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const mayChange = useMayChange(segment);
  const roles = useRoles(segment);
  return (
    <Paper component="section">
      <Stack gap={4} p="md">
        <Title order={2}>{t('roles.title')}</Title>
        <Text size="sm" c="dimmed" maw={760}>
          {t('roles.about')}
        </Text>
      </Stack>
      {segment.roles.length === 0 ? (
        <Empty icon={IconId} title={t('roles.none')} compact>
          {t('roles.noneWhy')}
        </Empty>
      ) : (
        <Table aria-label={t('roles.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('roles.role')}</Table.Th>
              <Table.Th w={170}>{t('roles.scope')}</Table.Th>
              <Table.Th w={60}>
                <VisuallyHidden>{t('roles.actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {segment.roles.map((role) => (
              <Table.Tr key={role.id}>
                <Table.Td className="wrap-anywhere">
                  <Text size="sm" fw={600}>
                    {role.id}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Badge color={role.scope === 'global' ? 'iris' : 'gray'}>
                    {t(role.scope === 'global' ? 'roles.everywhere' : 'roles.atSite')}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {mayChange && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('roles.takeBack', { role: role.id })}
                      title={t('roles.takeBack', { role: role.id })}
                      disabled={roles.isPending}
                      onClick={() => roles.takeBack(role)}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayChange && (
        <Group p="md">
          <div style={{ flex: 1 }}>
            <GiveRole roles={roles} />
          </div>
        </Group>
      )}
    </Paper>
  );
}
