import { Paper, SegmentedControl, Select, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { memberSorts, useListedMembers } from '../../api/members.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Empty, Failed, RowsLoading } from '../../shell/states.js';
import { AtVisit } from '../AtVisit.js';
import { AccountMembers } from './AccountMembers.js';
import { MemberTable } from './MemberTable.js';
import { MemberTools } from './MemberTools.js';
import { NotMembers } from './NotMembers.js';
import { useByName } from './useByName.js';
import { useFollowed } from './useFollowed.js';
import { useMemberFilter } from './useMemberFilter.js';

/** Who, or which accounts, are in the segment, and since when. */
export function MembersTab({ segment }: { segment: Segment }) {
  if (segment.subject === 'account') return <AccountMembers segment={segment} />;
  return segment.kind === 'requestTime' ? <AtVisit /> : <People segment={segment} />;
}

function People({ segment }: { segment: Segment }) {
  const t = translator('members');
  const filtering = useMemberFilter(memberSorts);
  const { filter, put } = filtering;
  const byName = useByName(segment);
  const members = useListedMembers(segment.id, filter, true);
  useFollowed(segment, members);

  return (
    <>
      <MemberTools segment={segment} filtering={filtering} byName={byName} searchBy={t('searchBy')}>
        <SegmentedControl
          aria-label={t('who')}
          size="sm"
          value={filter.known}
          onChange={(value) => put('known', value === '' ? [] : [value])}
          data={[
            { value: '', label: t('everybody') },
            { value: 'true', label: t('known') },
            { value: 'false', label: t('guests') },
          ]}
        />
        <Select
          aria-label={t('sort')}
          data={memberSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          value={filter.sort}
          allowDeselect={false}
          onChange={(value) => put('sort', value === null || value === 'id' ? [] : [value])}
          style={{ flex: '1 1 150px' }}
          maw={220}
        />
      </MemberTools>
      {members.isError ? (
        <Failed error={members.error} retry={() => members.refetch()} />
      ) : members.isPending ? (
        <Paper>
          <RowsLoading rows={8} height={28} />
        </Paper>
      ) : members.items.length === 0 ? (
        <Nobody segment={segment} filter={filter} />
      ) : (
        <Paper>
          <MemberTable
            segment={segment}
            members={members.items}
            columns={filter.columns}
            byName={byName}
            hasMore={members.hasNextPage}
            isFetching={members.isFetchingNextPage}
            more={members.fetchNextPage}
          />
          <Text size="xs" c="dimmed" p="sm" role="status">
            {t(members.hasNextPage ? 'shown' : 'whole', { count: members.items.length })}
          </Text>
        </Paper>
      )}
    </>
  );
}

function Nobody({
  segment,
  filter,
}: {
  segment: Segment;
  filter: { readonly search: string; readonly known: string };
}) {
  const t = translator('segments');
  if (filter.search !== '' || filter.known !== '') {
    return <NotMembers segment={segment} search={filter.search} known={filter.known} />;
  }
  const counting = segment.state === 'backfilling';
  return (
    <Paper>
      <Empty
        icon={IconUsers}
        title={t(counting ? 'members.counting' : segment.active ? 'members.nobody' : 'members.inactive')}
        compact
      >
        {t(counting ? 'members.countingWhy' : segment.active ? 'members.nobodyWhy' : 'members.inactiveWhy')}
      </Empty>
    </Paper>
  );
}
