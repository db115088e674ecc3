import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Paper,
  Stack,
  Table,
  Text,
  Title,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useDeleteKey, useKeys } from '../api/data.js';
import { explainError } from '../api/problem.js';
import { useMay } from '../api/session.js';
import type { Key, KeyType } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Copy } from '../shell/Snippet.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';
import { CreateKey } from './CreateKey.js';
import { SourceSnippets } from './SourceSnippets.js';

const colours: Readonly<Record<KeyType, string>> = { write: 'pine', decide: 'iris', api: 'ember' };

/** Where events come from, and the keys by which sources, pages and programs are let in. */
export default function KeysPage() {
  const t = translator('sources');
  const admin = useMay('admin');
  const keys = useKeys();
  const [creating, { open, close }] = useDisclosure(false);
  const write = keys.data?.items.find((key) => key.type === 'write')?.publishable ?? null;

  return (
    <>
      <PageHeader
        title={t('keys.title')}
        description={t('keys.about')}
        actions={
          admin && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
              {t('keys.create')}
            </Button>
          )
        }
      />
      {keys.isError ? (
        <Failed error={keys.error} retry={() => keys.refetch()} />
      ) : (
        <Stack gap="lg">
          <Paper p="md" component="section">
            <Title order={2} mb={4}>
              {t('keys.send')}
            </Title>
            <SourceSnippets writeKey={write} />
          </Paper>
          <Paper component="section">
            <Title order={2} px="md" pt="md">
              {t('keys.list')}
            </Title>
            {keys.isPending ? (
              <RowsLoading rows={3} />
            ) : keys.data.items.length === 0 ? (
              <Empty icon={IconKey} title={t('keys.none')} compact>
                {t('keys.noneWhy')}
              </Empty>
            ) : (
              <Table.ScrollContainer minWidth={620}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('keys.name')}</Table.Th>
                      <Table.Th>{t('keys.opens')}</Table.Th>
                      <Table.Th>{t('keys.key')}</Table.Th>
                      <Table.Th>{t('keys.lastUsed')}</Table.Th>
                      <Table.Th>
                        <VisuallyHidden>{t('keys.actions')}</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {keys.data.items.map((key) => (
                      <KeyRow key={key.id} item={key} deletable={admin} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
          </Paper>
        </Stack>
      )}
      <CreateKey opened={creating} close={close} />
    </>
  );
}

function KeyRow({ item, deletable }: { item: Key; deletable: boolean }) {
  const t = translator('sources');
  const deletion = useDeleteKey();
  const confirm = () =>
    modals.openConfirmModal({
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
        <Text size="sm" fw={560}>
          {item.name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Badge color={colours[item.type]}>{t(`keys.types.${item.type}`)}</Badge>
          {item.role !== null && <Badge color="gray">{translator('shell')(`roles.${item.role}`)}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        {item.publishable === null ? (
          <Text size="sm" c="dimmed">
            {t('keys.secret', { hint: item.hint })}
          </Text>
        ) : (
          <Group gap={4} wrap="nowrap">
            <Text size="sm" ff="monospace" className="one-line" maw={210}>
              {item.publishable}
            </Text>
            <Copy value={item.publishable} label={t('keys.copy', { name: item.name })} />
          </Group>
        )}
      </Table.Td>
      <Table.Td>
        {item.lastUsedAt === null ? (
          <Text size="sm" c="dimmed">
            {t('keys.never')}
          </Text>
        ) : (
          <Ago at={item.lastUsedAt} />
        )}
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
