import { Button, Paper, Table, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useRights } from '../api/session.js';
import { type User, useUsers } from '../api/users.js';
import { translator } from '../language/translator.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { UserForm } from './UserForm.js';
import { UserRow } from './UserRow.js';

/** Who may sign in, and what they may do at which site. */
export default function UsersPage() {
  const t = translator('users');
  const { everywhere } = useRights();
  const users = useUsers();
  const [open, setOpen] = useState<User | 'new' | null>(null);
  if (!everywhere) return <NotFound />;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('about')}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
            {t('add')}
          </Button>
        }
      />
      {users.isError ? (
        <Failed error={users.error} retry={() => users.refetch()} />
      ) : (
        <Paper component="section">
          {users.isPending ? (
            <RowsLoading rows={3} />
          ) : (
            <Table layout="fixed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th w={280} visibleFrom="sm">
                    {t('rights')}
                  </Table.Th>
                  <Table.Th w={150} visibleFrom="sm">
                    {t('since')}
                  </Table.Th>
                  <Table.Th w={96}>
                    <VisuallyHidden>{t('actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {users.data.items.map((user) => (
                  <UserRow key={user.id} user={user} edit={() => setOpen(user)} />
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Paper>
      )}
      {open !== null && <UserForm user={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </>
  );
}
