import { Group, Paper, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useAccountTotals } from '../../api/insight.js';
import { useReport } from '../../api/segments.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { formatShare } from '../../shell/format.js';
import { Failed } from '../../shell/states.js';
import { GrowthPanel } from '../past/GrowthPanel.js';
import { Breakdowns } from './Breakdowns.js';
import { Doings } from './Doings.js';
import { Figure } from './Figure.js';
import { SinceThen } from './SinceThen.js';

const days = 30;

/** A segment of accounts at a glance: how many, how it grows, what they have in common and what their people do. */
export function AccountOverview({ segment }: { segment: Segment }) {
  const report = useReport(segment, days, true);
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Totals segment={segment} />
        <GrowthPanel segment={segment} />
      </SimpleGrid>
      <SinceThen segment={segment} />
      <Breakdowns segment={segment} />
      {report.isError && <Failed error={report.error} retry={() => report.refetch()} />}
      {report.data !== undefined && <Doings report={report.data} days={days} subject={segment.subject} />}
    </Stack>
  );
}

function Totals({ segment }: { segment: Segment }) {
  const t = translator('insight');
  const totals = useAccountTotals(segment);
  if (totals.isError) return <Failed error={totals.error} retry={() => totals.refetch()} />;
  if (totals.data === undefined) return <Skeleton height={220} />;
  const { accounts, people } = totals.data;
  return (
    <Paper p="md" component="section" aria-label={t('overview.accounts')}>
      <Title order={2} mb="md">
        {t('overview.accounts')}
      </Title>
      <Group gap="xl">
        <Figure
          label={translator('segments')('page.accountsNow', { count: accounts.segment })}
          value={accounts.segment}
          detail={t('overview.allAccounts', { share: formatShare(accounts.segment, accounts.everyone) })}
        />
        <Figure
          label={t('overview.belonging')}
          value={people.segment}
          detail={t('overview.ofEveryone', { share: formatShare(people.segment, people.everyone) })}
        />
      </Group>
    </Paper>
  );
}
