import { Paper, Table } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useMembers } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { PeopleTable } from '../people/PeopleTable.js';
import { Ago } from '../shell/Ago.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { AccountMembers } from './AccountMembers.js';
import { AtVisit } from './AtVisit.js';

/** Who, or which accounts, are in the segment, and since when. */
export function MembersTab({ segment }: { segment: Segment }) {
  return segment.subject === 'account' ? <AccountMembers segment={segment} /> : <People segment={segment} />;
}

function People({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const members = useMembers(segment.id);
  const { refetch } = members;
  // Only the first page follows as people come and go: further ones would shift under the reader.
  const follows = (members.data?.pages.length ?? 0) === 1;
  const shown = `${segment.state} ${segment.size}`;
  const last = useRef(shown);
  useEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    if (follows) void refetch();
  }, [shown, follows, refetch]);
  if (segment.kind === 'requestTime') return <AtVisit />;
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  if (members.isPending) {
    return (
      <Paper>
        <RowsLoading rows={8} height={28} />
      </Paper>
    );
  }
  if (members.items.length === 0 && segment.state === 'backfilling') {
    return (
      <Paper>
        <Empty icon={IconUsers} title={t('members.counting')} compact>
          {t('members.countingWhy')}
        </Empty>
      </Paper>
    );
  }
  if (members.items.length === 0) {
    return (
      <Paper>
        <Empty icon={IconUsers} title={t(segment.active ? 'members.nobody' : 'members.inactive')} compact>
          {t(segment.active ? 'members.nobodyWhy' : 'members.inactiveWhy')}
        </Empty>
      </Paper>
    );
  }
  return (
    <Paper>
      <PeopleTable
        people={members.items}
        lastColumn={t('members.since')}
        last={(member) => (
          <Table.Td>
            <Ago at={member.since} />
          </Table.Td>
        )}
      />
      <More list={members} />
    </Paper>
  );
}
