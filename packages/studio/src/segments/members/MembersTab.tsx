import { Paper, SegmentedControl, Select, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { type MemberSort, memberSorts, useListedMembers } from '../../api/members.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Empty, Failed, RowsLoading } from '../../shell/states.js';
import { AtVisit } from '../AtVisit.js';
import { AccountMembers } from './AccountMembers.js';
import { MemberTable, seenBy } from './MemberTable.js';
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
  const filtering = useMemberFilter(memberSorts, '-lastSeen');
  const { filter, put, offered, setSort } = filtering;
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
          data={offered.map((value) => ({ value, label: sortName(value) }))}
          value={filter.sort}
          allowDeselect={false}
          onChange={(value) => value !== null && setSort(value)}
          style={{ flex: '1 1 200px' }}
          maw={240}
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
            sort={filter.sort}
            setSort={setSort}
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

/** An order by the name of the column that shows it. */
function sortName(sort: MemberSort): string {
  const t = translator('members');
  const people = translator('people');
  if (sort === 'id') return t('sorts.recorded', { column: people('table.person') });
  const column = people(`table.${seenBy(sort)}`);
  return t(sort.startsWith('-') ? 'sorts.newest' : 'sorts.oldest', { column });
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
