import { Paper, Table } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useMembers } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { PeopleTable } from '../people/PeopleTable.js';
import { Ago } from '../shell/Ago.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** Who is in the segment, and since when. */
export function MembersTab({ segment }: { segment: Segment }) {
  const members = useMembers(segment.id);
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
