import { Group, Paper, SegmentedControl, TextInput } from '@mantine/core';
import { IconBuilding, IconSearch } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { accountSorts, useAccountMembers } from '../../api/members.js';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Empty, Failed, More, RowsLoading } from '../../shell/states.js';
import { useMayChange } from '../may.js';
import { AccountTable } from './AccountTable.js';
import { AddByName } from './AddByName.js';
import { ExportMenu } from './ExportMenu.js';
import { NotMembers } from './NotMembers.js';
import { TraitColumns } from './TraitColumns.js';
import { useByName } from './useByName.js';
import { useFollowed } from './useFollowed.js';
import { useMemberFilter } from './useMemberFilter.js';

/** Which accounts are in a segment of accounts, and since when: found, sorted, with traits of theirs, and as a file. */
export function AccountMembers({ segment }: { segment: Segment }) {
  const t = translator('members');
  const mayEdit = useMayChange(segment);
  const mayExport = useMay('editor');
  const { filter, text, setText, put } = useMemberFilter(accountSorts);
  const byName = useByName(segment);
  const [parameters] = useSearchParams();
  const people = parameters.get('people') ?? '';
  const members = useAccountMembers(segment.id, { ...filter, people });
  useFollowed(segment, members);
  return (
    <>
      <Group gap="sm" align="flex-end" mb="md">
        <TextInput
          aria-label={t('search')}
          placeholder={t('searchAccounts')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '1 1 200px' }}
          maw={360}
        />
        <SegmentedControl
          aria-label={t('peopled.label')}
          size="sm"
          value={people}
          onChange={(value) => put('people', value === '' ? [] : [value])}
          data={[
            { value: '', label: t('peopled.any') },
            { value: 'true', label: t('peopled.with') },
            { value: 'false', label: t('peopled.without') },
          ]}
        />
        <TraitColumns
          subject="account"
          label={t('columns')}
          hint={t('columnsHint')}
          columns={filter.columns}
          choose={(values) => put('column', values)}
        />
        {mayEdit && <AddByName subject="account" byName={byName} />}
        {mayExport && <ExportMenu segment={segment} columns={filter.columns} />}
      </Group>
      {members.isError ? (
        <Failed error={members.error} retry={() => members.refetch()} />
      ) : members.isPending ? (
        <Paper>
          <RowsLoading rows={8} height={28} />
        </Paper>
      ) : members.items.length > 0 ? (
        <Paper>
          <AccountTable
            segment={segment}
            accounts={members.items}
            columns={filter.columns}
            byName={byName}
            sort={filter.sort}
            setSort={(sort) => put('sort', [sort])}
          />
          <More list={members} />
        </Paper>
      ) : filter.search === '' && people === '' ? (
        <None segment={segment} />
      ) : (
        <NotMembers segment={segment} search={filter.search} known="" />
      )}
    </>
  );
}

function None({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const counting = segment.state === 'backfilling';
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
