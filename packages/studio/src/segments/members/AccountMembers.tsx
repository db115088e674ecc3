import { Anchor, Group, Paper, Table } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useAccountMembers } from '../../api/segments.js';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { groupHref } from '../../groups/group.js';
import { translator } from '../../language/translator.js';
import { Ago } from '../../shell/Ago.js';
import { formatCount } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../../shell/states.js';
import { ExportMenu } from './ExportMenu.js';
import { TraitColumns } from './TraitColumns.js';
import { useFollowed } from './useFollowed.js';
import { useMemberFilter } from './useMemberFilter.js';

/** Which accounts are in a segment of accounts, and since when; all of them as a file. */
export function AccountMembers({ segment }: { segment: Segment }) {
  const mayExport = useMay('editor');
  return (
    <>
      {mayExport && <AccountFile segment={segment} />}
      <Accounts segment={segment} />
    </>
  );
}

function AccountFile({ segment }: { segment: Segment }) {
  const t = translator('members');
  const { filter, put } = useMemberFilter();
  return (
    <Group gap="sm" justify="flex-end" mb="md">
      <TraitColumns
        subject="account"
        label={t('fileColumns')}
        hint={t('fileColumns')}
        columns={filter.columns}
        choose={(values) => put('column', values)}
      />
      <ExportMenu segment={segment} columns={filter.columns} />
    </Group>
  );
}

function Accounts({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const members = useAccountMembers(segment.id);
  useFollowed(segment, members);
  const counting = segment.state === 'backfilling';
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  if (members.isPending) {
    return (
      <Paper>
        <RowsLoading rows={8} height={28} />
      </Paper>
    );
  }
  if (members.items.length === 0) {
    return (
      <Paper>
        <Empty
          icon={IconBuilding}
          title={t(counting ? 'members.counting' : segment.active ? 'accounts.none' : 'members.inactive')}
          compact
        >
          {t(counting ? 'accounts.countingWhy' : segment.active ? 'accounts.noneWhy' : 'accounts.inactiveWhy')}
        </Empty>
      </Paper>
    );
  }
  return (
    <Paper>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('accounts.account')}</Table.Th>
            <Table.Th>{t('accounts.people')}</Table.Th>
            <Table.Th>{t('members.since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.items.map((account) => (
            <Table.Tr key={account.id}>
              <Table.Td>
                <Anchor component={RouteLink} href={groupHref('account', account.id)} size="sm" fw={560}>
                  {account.name ?? account.id}
                </Anchor>
              </Table.Td>
              <Table.Td>{formatCount(account.people)}</Table.Td>
              <Table.Td>
                <Ago at={account.since} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <More list={members} />
    </Paper>
  );
}
