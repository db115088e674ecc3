import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useDistributions } from '../../api/insight.js';
import { useReport } from '../../api/segments.js';
import type { Segment } from '../../api/types.js';
import { Failed } from '../../shell/states.js';
import { AtVisit } from '../AtVisit.js';
import { GrowthPanel } from '../past/GrowthPanel.js';
import { isFirstCount } from '../Runs.js';
import { AccountOverview } from './AccountOverview.js';
import { Breakdowns } from './Breakdowns.js';
import { Composition } from './Composition.js';
import { Doings } from './Doings.js';
import { SinceThen } from './SinceThen.js';
import { NotCounted, StillCounting } from './StillCounting.js';

const days = 30;
const known = [{ property: 'profile.known' }] as const;

/** A segment at a glance: who they are, how it grows, what its people have in common and what they do. */
export function OverviewTab({ segment }: { segment: Segment }) {
  // A segment that is off has no members, which says nothing of whom it fits: none of its figures would be true.
  const never = !segment.active && (segment.size ?? 0) === 0;
  const counted = segment.kind !== 'requestTime' && !isFirstCount(segment) && !never;
  const report = useReport(segment, days, counted);
  const composition = useDistributions(segment, known, counted && segment.subject === 'person');
  if (segment.kind === 'requestTime') {
    return (
      <Stack gap="lg">
        <AtVisit />
        <SinceThen segment={segment} />
      </Stack>
    );
  }
  if (never) {
    return (
      <Stack gap="xl">
        <NotCounted />
        <SinceThen segment={segment} />
      </Stack>
    );
  }
  if (!counted) return <StillCounting />;
  if (segment.subject === 'account') return <AccountOverview segment={segment} />;
  if (report.isError) return <Failed error={report.error} retry={() => report.refetch()} />;
  if (composition.isError) return <Failed error={composition.error} retry={() => composition.refetch()} />;
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        {composition.data === undefined ? (
          <Skeleton height={220} />
        ) : (
          <Composition
            rows={composition.data.items[0]?.rows ?? []}
            members={composition.data.people.segment}
            active={report.data?.people.segment ?? null}
            days={days}
          />
        )}
        <GrowthPanel segment={segment} />
      </SimpleGrid>
      <SinceThen segment={segment} />
      <Breakdowns segment={segment} />
      {report.data !== undefined && <Doings report={report.data} days={days} subject={segment.subject} />}
    </Stack>
  );
}
