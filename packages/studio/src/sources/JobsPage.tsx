import { Anchor, Badge, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useJobs } from '../api/data.js';
import type { Job } from '../api/types.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { formatCount, localName } from '../shell/format.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';

const names: Readonly<Record<string, string>> = {
  'import-people': 'Import of people',
  'import-events': 'Import of events',
  backfill: 'Counting the past',
};
const units: Readonly<Record<Job['unit'], string>> = { lines: 'lines', people: 'people looked at' };
const states: Readonly<Record<Job['state'], readonly [string, string]>> = {
  running: ['Running', 'ember'],
  done: ['Done', 'pine'],
  failed: ['Failed', 'brick'],
  cancelled: ['Cancelled', 'gray'],
};

/** Work that takes longer than a moment: imports and counting the past. */
export default function JobsPage() {
  const jobs = useJobs();
  return (
    <>
      <PageHeader
        title="Jobs"
        description="Work that takes longer than a moment: imports, and counting the past of segments."
      />
      {jobs.isError ? (
        <Failed error={jobs.error} retry={() => jobs.refetch()} />
      ) : jobs.isPending ? (
        <Paper>
          <RowsLoading rows={4} />
        </Paper>
      ) : jobs.data.items.length === 0 ? (
        <Empty icon={IconListCheck} title="No jobs so far">
          Activate a segment or import people and events, and you see here how far the work has come.
        </Empty>
      ) : (
        <Paper>
          <ul className={classes.timeline} aria-label="Jobs">
            {jobs.data.items.map((job) => (
              <JobItem key={job.id} job={job} />
            ))}
          </ul>
        </Paper>
      )}
    </>
  );
}

function JobItem({ job }: { job: Job }) {
  const [label, colour] = states[job.state];
  const name = names[job.type] ?? job.type;
  const share = job.total === null || job.total === 0 ? null : Math.min(100, (100 * job.done) / job.total);
  return (
    <li className={classes.event}>
      <Stack gap={6}>
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Text size="sm" fw={560}>
              {name}
              {job.segments.length > 0 && ' of '}
              {job.segments.map((segment, index) => (
                <Fragment key={segment.id}>
                  {index > 0 && ', '}
                  <Anchor component={RouteLink} href={`/segments/${segment.id}`} size="sm" fw={560}>
                    {localName(segment.name)}
                  </Anchor>
                </Fragment>
              ))}
            </Text>
            <Badge color={colour}>{label}</Badge>
          </Group>
          <Ago at={job.updatedAt} size="xs" />
        </Group>
        {job.state === 'running' && (
          <Progress
            value={share ?? 100}
            animated={share === null}
            size="sm"
            color="ember.5"
            aria-label={`Progress of ${name}`}
          />
        )}
        <Text size="xs" c="dimmed">
          {formatCount(job.done)}
          {job.total !== null && ` of ${formatCount(job.total)}`} {units[job.unit]}
        </Text>
        {job.error !== null && (
          <Text size="sm" c="var(--k-brick-ink)" className="wrap-anywhere">
            {job.error}
          </Text>
        )}
      </Stack>
    </li>
  );
}
