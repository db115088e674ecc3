import { ActionIcon, Badge, Box, Group, Table, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { explainError } from '../api/problem.js';
import { useSite } from '../api/session.js';
import { type User, useRemoveUser } from '../api/users.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { askWhether } from '../shell/asking.js';

/** A user with what they may do where. */
export function UserRow({ user, edit }: { user: User; edit(): void }) {
  const t = translator('users');
  const { session } = useSite();
  const removal = useRemoveUser(user.id);
  const { name, email } = user;
  const isOneself = session.user.id === user.id;
  const confirm = () =>
    askWhether({
      title: t('removeTitle', { name }),
      children: <Text size="sm">{t(isOneself ? 'removeOneself' : 'removeAbout', { email })}</Text>,
      labels: { confirm: t('remove'), cancel: t('keep') },
      confirmProps: { color: 'brick' },
      onConfirm: () =>
        removal.mutate(undefined, {
          onSuccess: () => notifications.show({ color: 'pine', message: t('removed', { name }) }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: t('notRemoved'), message: explainError(error) }),
        }),
    });
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8} wrap="nowrap">
          <Text size="sm" fw={560} className="wrap-anywhere">
            {name}
          </Text>
          {isOneself && <Badge color="iris">{t('oneself')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed" className="wrap-anywhere">
          {email}
        </Text>
        {/* Narrow screens have it below the name. */}
        <Box hiddenFrom="sm" mt={6}>
          <Rights user={user} />
        </Box>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Rights user={user} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Ago at={user.createdAt} />
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Tooltip label={t('edit')}>
            <ActionIcon aria-label={t('editOf', { name })} onClick={edit}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('remove')}>
            <ActionIcon aria-label={t('removeOf', { name })} loading={removal.isPending} onClick={confirm}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Rights({ user: { role, roles } }: { user: User }) {
  const t = translator('users');
  const { session } = useSite();
  const own = Object.entries(roles);
  const said = translator('shell');
  return (
    <Group gap={6}>
      {(role !== null || own.length === 0) && (
        <Badge color={role === null ? 'gray' : 'pine'}>
          {role === null ? t('nowhere') : t('everywhere', { role: said(`roles.${role}`) })}
        </Badge>
      )}
      {own.map(([slug, there]) => (
        <Badge key={slug} color="gray" maw="100%">
          {t('at', { role: said(`roles.${there}`), site: session.sites.find(({ id }) => id === slug)?.name ?? slug })}
        </Badge>
      ))}
    </Group>
  );
}
