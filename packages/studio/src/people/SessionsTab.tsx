import { Paper, Table, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useProfileSessions } from '../api/profiles.js';
import { useSite } from '../api/session.js';
import { countOf, formatTime } from '../shell/format.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** A visitor's visits: events with no gap over half an hour. */
export function SessionsTab({ id }: { id: string }) {
  const { site } = useSite();
  const sessions = useProfileSessions(id);
  if (sessions.isError) return <Failed error={sessions.error} retry={() => sessions.refetch()} />;
  if (sessions.isPending) return <RowsLoading rows={6} />;
  if (sessions.items.length === 0) {
    return (
      <Paper>
        <Empty icon={IconClock} title="No sessions" compact>
          A session begins with the first event of a visit.
        </Empty>
      </Paper>
    );
  }
  return (
    <Paper>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Began</Table.Th>
              <Table.Th>Lasted</Table.Th>
              <Table.Th>Events</Table.Th>
              <Table.Th>From page … to page</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sessions.items.map((session) => (
              <Table.Tr key={session.start}>
                <Table.Td>{formatTime(session.start, site.timeZone)}</Table.Td>
                <Table.Td>{duration(Date.parse(session.end) - Date.parse(session.start))}</Table.Td>
                <Table.Td>
                  {session.events}{' '}
                  <Text span size="xs" c="dimmed">
                    ({countOf(session.pages, 'page', 'pages')})
                  </Text>
                </Table.Td>
                <Table.Td className="wrap-anywhere">
                  {session.entry === null
                    ? '–'
                    : session.exit === null || session.exit === session.entry
                      ? session.entry
                      : `${session.entry} … ${session.exit}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <More list={sessions} />
    </Paper>
  );
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
