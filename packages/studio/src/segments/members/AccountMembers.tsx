import { Paper, SegmentedControl } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { accountSorts, useAccountMembers } from '../../api/members.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Empty, Failed, More, RowsLoading } from '../../shell/states.js';
import { AccountTable } from './AccountTable.js';
import { MemberTools } from './MemberTools.js';
import { NotMembers } from './NotMembers.js';
import { useByName } from './useByName.js';
import { useFollowed } from './useFollowed.js';
import { useMemberFilter } from './useMemberFilter.js';

/** Which accounts are in a segment of accounts, and since when: found, sorted, with traits of theirs, and as a file. */
export function AccountMembers({ segment }: { segment: Segment }) {
  const t = translator('members');
  const filtering = useMemberFilter(accountSorts, 'name');
  const { filter, put, setSort } = filtering;
  const byName = useByName(segment);
  const [parameters] = useSearchParams();
  const people = parameters.get('people') ?? '';
  const members = useAccountMembers(segment.id, { ...filter, people });
  useFollowed(segment, members);
  return (
    <>
      <MemberTools segment={segment} filtering={filtering} byName={byName} searchBy={t('searchAccounts')}>
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
      </MemberTools>
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
            setSort={setSort}
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
