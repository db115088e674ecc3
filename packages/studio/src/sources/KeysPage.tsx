import { Button, Paper, Stack, Table, Title, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useKeys } from '../api/data.js';
import { useMay } from '../api/session.js';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';
import { CreateKey } from './CreateKey.js';
import { KeyRow } from './KeyRow.js';
import { SourceSnippets } from './SourceSnippets.js';

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
              <Table layout="fixed">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('keys.name')}</Table.Th>
                    <Table.Th w={160} visibleFrom="lg">
                      {t('keys.opens')}
                    </Table.Th>
                    <Table.Th w={280} visibleFrom="lg">
                      {t('keys.key')}
                    </Table.Th>
                    <Table.Th w={150} visibleFrom="lg">
                      {t('keys.lastUsed')}
                    </Table.Th>
                    <Table.Th w={60}>
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
            )}
          </Paper>
        </Stack>
      )}
      <CreateKey opened={creating} close={close} />
    </>
  );
}
