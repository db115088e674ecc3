import { Box, Paper, Table, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useProfileSessions } from '../api/profiles.js';
import { useSite } from '../api/session.js';
import type { VisitorSession } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount, formatDuration, formatTime } from '../shell/format.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** A visitor's visits: events with no gap over half an hour. */
export function SessionsTab({ id }: { id: string }) {
  const t = translator('people');
  const { site } = useSite();
  const sessions = useProfileSessions(id);
  if (sessions.isError) return <Failed error={sessions.error} retry={() => sessions.refetch()} />;
  if (sessions.isPending) return <RowsLoading rows={6} />;
  if (sessions.items.length === 0) {
    return (
      <Paper>
        <Empty icon={IconClock} title={t('sessions.none')} compact>
          {t('sessions.noneWhy')}
        </Empty>
      </Paper>
    );
  }
  return (
    <Paper>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('sessions.began')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('sessions.lasted')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('sessions.events')}</Table.Th>
            <Table.Th>{t('sessions.pages')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.items.map((session) => (
            <Table.Tr key={session.start}>
              <Table.Td>
                {formatTime(session.start, site.timeZone)}
                <Box hiddenFrom="sm" c="dimmed" fz="xs">
                  {duration(session)} · {t('sessions.eventCount', { count: session.events })}
                </Box>
              </Table.Td>
              <Table.Td visibleFrom="sm">{duration(session)}</Table.Td>
              <Table.Td visibleFrom="sm">
                {formatCount(session.events)}{' '}
                <Text span size="xs" c="dimmed">
                  ({t('sessions.pageCount', { count: session.pages })})
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
      <More list={sessions} />
    </Paper>
  );
}

function duration({ start, end }: VisitorSession): string {
  return formatDuration(Date.parse(end) - Date.parse(start));
}
