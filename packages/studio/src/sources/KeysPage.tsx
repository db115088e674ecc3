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
import { Ago } from '../shell/Ago.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Copy } from '../shell/Snippet.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';
import { CreateKey } from './CreateKey.js';
import { SourceSnippets } from './SourceSnippets.js';

const types: Readonly<Record<KeyType, readonly [string, string]>> = {
  write: ['Write', 'pine'],
  decide: ['Decide', 'iris'],
  api: ['API', 'ember'],
};

/** Where events come from, and the keys by which sources, pages and programs are let in. */
export default function KeysPage() {
  const admin = useMay('admin');
  const keys = useKeys();
  const [creating, { open, close }] = useDisclosure(false);
  const write = keys.data?.items.find((key) => key.type === 'write')?.publishable ?? null;

  return (
    <>
      <PageHeader
        title="Sources & keys"
        description="Send events in the format of the Segment tracking API. Each key opens one door and no other."
        actions={
          admin && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
              New key
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
              Send events
            </Title>
            <SourceSnippets writeKey={write} />
          </Paper>
          <Paper component="section">
            <Title order={2} px="md" pt="md">
              Keys
            </Title>
            {keys.isPending ? (
              <RowsLoading rows={3} />
            ) : keys.data.items.length === 0 ? (
              <Empty icon={IconKey} title="No keys yet" compact>
                A write key lets a source send events; a decide key lets a page ask about its visitor.
              </Empty>
            ) : (
              <Table.ScrollContainer minWidth={620}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Name</Table.Th>
                      <Table.Th>Opens</Table.Th>
                      <Table.Th>Key</Table.Th>
                      <Table.Th>Last used</Table.Th>
                      <Table.Th>
                        <VisuallyHidden>Actions</VisuallyHidden>
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
  const deletion = useDeleteKey();
  const [label, colour] = types[item.type];
  const confirm = () =>
    modals.openConfirmModal({
      title: `Delete the key “${item.name}”?`,
      children: (
        <Text size="sm">
          Whatever still uses it is refused from that moment on.
          {item.type === 'write' && ' Events sent with it are lost.'}
        </Text>
      ),
      labels: { confirm: 'Delete the key', cancel: 'Keep it' },
      confirmProps: { color: 'brick' },
      onConfirm: () =>
        deletion.mutate(item.id, {
          onSuccess: () => notifications.show({ color: 'pine', message: `The key “${item.name}” was deleted.` }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: 'Not deleted', message: explainError(error) }),
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
          <Badge color={colour}>{label}</Badge>
          {item.role !== null && <Badge color="gray">{item.role}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        {item.publishable === null ? (
          <Text size="sm" c="dimmed">
            secret, ends in {item.hint}
          </Text>
        ) : (
          <Group gap={4} wrap="nowrap">
            <Text size="sm" ff="monospace" className="one-line" maw={210}>
              {item.publishable}
            </Text>
            <Copy value={item.publishable} label={`Copy the key ${item.name}`} />
          </Group>
        )}
      </Table.Td>
      <Table.Td>
        {item.lastUsedAt === null ? (
          <Text size="sm" c="dimmed">
            never
          </Text>
        ) : (
          <Ago at={item.lastUsedAt} />
        )}
      </Table.Td>
      <Table.Td ta="end">
        {deletable && (
          <Tooltip label="Delete the key">
            <ActionIcon aria-label={`Delete the key ${item.name}`} loading={deletion.isPending} onClick={confirm}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
