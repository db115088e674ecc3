import { ActionIcon, Badge, Group, Stack, Table, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useDeleteKey } from '../api/data.js';
import type { Key, KeyType } from '../api/data-types.js';
import { explainError } from '../api/problem.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { askWhether } from '../shell/asking.js';
import { Copy } from '../shell/Snippet.js';

const colours: Readonly<Record<KeyType, string>> = { write: 'pine', decide: 'iris', api: 'ember' };

/** A key: what it opens, its text where that is no secret, and when it was used last. */
export function KeyRow({ item, deletable }: { item: Key; deletable: boolean }) {
  const t = translator('sources');
  const deletion = useDeleteKey();
  const confirm = () =>
    askWhether({
      title: t('keys.deleteTitle', { name: item.name }),
      children: <Text size="sm">{t(item.type === 'write' ? 'keys.deleteWrite' : 'keys.deleteAbout')}</Text>,
      labels: { confirm: t('keys.delete'), cancel: t('keep') },
      confirmProps: { color: 'brick' },
      onConfirm: () =>
        deletion.mutate(item.id, {
          onSuccess: () => notifications.show({ color: 'pine', message: t('keys.deleted', { name: item.name }) }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: t('notDeleted'), message: explainError(error) }),
        }),
    });
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={560} className="wrap-anywhere">
          {item.name}
        </Text>
        {/* Narrow screens have it all below the name. */}
        <Stack gap={6} mt={6} hiddenFrom="lg">
          <KeyDoors item={item} />
          <KeyText item={item} />
          <Group gap={4}>
            <Text size="sm" c="dimmed">
              {t('keys.lastUsed')}:
            </Text>
            <LastUsed item={item} />
          </Group>
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <KeyDoors item={item} />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <KeyText item={item} />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <LastUsed item={item} />
      </Table.Td>
      <Table.Td ta="end">
        {deletable && (
          <Tooltip label={t('keys.delete')}>
            <ActionIcon
              aria-label={t('keys.deleteOf', { name: item.name })}
              loading={deletion.isPending}
              onClick={confirm}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** What the key opens, and how far. */
function KeyDoors({ item }: { item: Key }) {
  const t = translator('sources');
  return (
    <Group gap={6}>
      <Badge color={colours[item.type]}>{t(`keys.types.${item.type}`)}</Badge>
      {item.role !== null && <Badge color="gray">{translator('shell')(`roles.${item.role}`)}</Badge>}
    </Group>
  );
}

function KeyText({ item }: { item: Key }) {
  const t = translator('sources');
  if (item.publishable === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('keys.secret', { hint: item.hint })}
      </Text>
    );
  }
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" ff="monospace" className="one-line">
        {item.publishable}
      </Text>
      <Copy value={item.publishable} label={t('keys.copy', { name: item.name })} />
    </Group>
  );
}

function LastUsed({ item }: { item: Key }) {
  const t = translator('sources');
  if (item.lastUsedAt !== null) return <Ago at={item.lastUsedAt} />;
  return (
    <Text size="sm" c="dimmed">
      {t('keys.never')}
    </Text>
  );
}
