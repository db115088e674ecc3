import { Box, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useReport } from '../api/segments.js';
import type { Ranked, Report, Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatShare } from '../shell/format.js';
import { Empty, Failed } from '../shell/states.js';
import { DaysChart } from './DaysChart.js';
import classes from './segments.module.css';

/** What the segment's people did in the last 30 days, beside what everyone did. */
export function ReportTab({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const report = useReport(segment.id, 30);
  if (segment.kind === 'requestTime') {
    return (
      <Paper>
        <Empty icon={IconChartBar} title={t('members.atVisit')} compact>
          {t('report.atVisitWhy')}
        </Empty>
      </Paper>
    );
  }
  if (report.isError) return <Failed error={report.error} retry={() => report.refetch()} />;
  if (report.isPending) {
    return (
      <SimpleGrid cols={{ base: 1, md: 2 }} role="status" aria-label={translator('shell')('states.loading')}>
        <Skeleton height={280} />
        <Skeleton height={280} />
      </SimpleGrid>
    );
  }
  const { data } = report;
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('report.days', { days: '30', ...data.people })}
        </Text>
        <Group gap="md">
          <Legend colour="var(--k-known)" label={t('report.thisSegment')} />
          <Legend colour="var(--k-everyone)" label={t('report.everyone')} />
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Ranking title={t('report.pages')} rows={data.pages} report={data} />
        <Ranking title={t('report.events')} rows={data.events} report={data} />
      </SimpleGrid>
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          {t('report.changes')}
        </Title>
        {data.days.every((day) => day.entered + day.exited === 0) ? (
          <Text size="sm" c="dimmed">
            {t('report.noChanges')}
          </Text>
        ) : (
          <DaysChart days={data.days} />
        )}
      </Paper>
    </Stack>
  );
}

function Legend({ colour, label }: { colour: string; label: string }) {
  return (
    <Group gap={6}>
      <Box w={10} h={10} style={{ borderRadius: 3, background: colour }} aria-hidden />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}

/** Share of active people who did each thing: the segment's over everyone's. */
function Ranking({ title, rows, report }: { title: string; rows: readonly Ranked[]; report: Report }) {
  const t = translator('segments');
  return (
    <Paper p="md" component="section">
      <Title order={2}>{title}</Title>
      <Text size="xs" c="dimmed" mb="md">
        {t('report.share')}
      </Text>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('report.nothing')}
        </Text>
      )}
      <Stack gap="md" component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {rows.map((row) => {
          const segment = formatShare(row.segment.people, report.people.segment);
          const everyone = formatShare(row.everyone.people, report.people.everyone);
          return (
            <li key={row.value}>
              <Text size="sm" fw={520} className="one-line" title={row.value} mb={3}>
                {row.value}
              </Text>
              <div className={classes.bars}>
                <Bar part={row.segment.people} of={report.people.segment} colour="var(--k-known)" />
                <Text size="xs" fw={600} ta="end" title={t('report.people', { count: row.segment.people })}>
                  {segment}
                </Text>
                <Bar part={row.everyone.people} of={report.people.everyone} colour="var(--k-everyone)" />
                <Text size="xs" c="dimmed" ta="end" title={t('report.people', { count: row.everyone.people })}>
                  {everyone}
                </Text>
              </div>
            </li>
          );
        })}
      </Stack>
    </Paper>
  );
}

function Bar({ part, of, colour }: { part: number; of: number; colour: string }) {
  return (
    <div className={classes.track} aria-hidden>
      <div
        className={classes.fill}
        style={{ width: `${of === 0 ? 0 : Math.min(100, (100 * part) / of)}%`, background: colour }}
      />
    </div>
  );
}
