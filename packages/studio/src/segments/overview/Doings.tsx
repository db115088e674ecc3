import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Ranked, Report, Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import classes from '../insight/insight.module.css';
import { ShareBars } from '../insight/ShareBars.js';

interface DoingsProps {
  readonly report: Report;
  readonly days: number;
  /** What the members are. */
  readonly subject: Segment['subject'];
}

/** What the segment's people did in the last days, beside what everyone did. */
export function Doings({ report, days, subject }: DoingsProps) {
  const t = translator('segments');
  return (
    <Stack gap="md" component="section">
      <Title order={2}>{t('report.title', { subject })}</Title>
      <Text size="sm" c="dimmed">
        {t('report.days', { days: String(days), ...report.people, subject })}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Ranking title={t('report.pages')} rows={report.pages} report={report} />
        <Ranking title={t('report.events')} rows={report.events} report={report} />
      </SimpleGrid>
    </Stack>
  );
}

/** Share of active people who did each thing: the segment's over everyone's. */
function Ranking({ title, rows, report }: { title: string; rows: readonly Ranked[]; report: Report }) {
  const t = translator('segments');
  return (
    <Paper p="md" component="section">
      <Title order={3}>{title}</Title>
      <Text size="xs" c="dimmed" mb="md">
        {t('report.share')}
      </Text>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('report.nothing')}
        </Text>
      )}
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.value}>
            <Text size="sm" fw={520} className="one-line" title={row.value} mb={3}>
              {row.value}
            </Text>
            <ShareBars
              subject="person"
              part={{ segment: row.segment.people, everyone: row.everyone.people }}
              of={{ segment: report.people.segment, everyone: report.people.everyone }}
            />
          </li>
        ))}
      </ul>
    </Paper>
  );
}
