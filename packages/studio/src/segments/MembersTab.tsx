import { Paper, Table } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useMembers } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { PeopleTable } from '../people/PeopleTable.js';
import { Ago } from '../shell/Ago.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** Who is in the segment, and since when. */
export function MembersTab({ segment }: { segment: Segment }) {
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
  if (segment.kind === 'requestTime') {
    return (
      <Paper>
        <Empty icon={IconUsers} title="Decided at each visit" compact>
          Some of its conditions are known only when somebody visits, so it keeps no list of members. Ask the decide API
          who is in it.
        </Empty>
      </Paper>
    );
  }
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
        <Empty icon={IconUsers} title="Counting the past" compact>
          Everybody whom it fits is listed here as soon as past events are counted.
        </Empty>
      </Paper>
    );
  }
  if (members.items.length === 0) {
    return (
      <Paper>
        <Empty icon={IconUsers} title={segment.active ? 'Nobody is in it yet' : 'Not active'} compact>
          {segment.active
            ? 'Members appear here the moment they match.'
            : 'Activate the segment, and everybody whom it fits becomes a member, past events included.'}
        </Empty>
      </Paper>
    );
  }
  return (
    <Paper>
      <PeopleTable
        people={members.items}
        lastColumn="Member since"
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
