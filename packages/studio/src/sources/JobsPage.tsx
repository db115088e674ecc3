import { Anchor, Badge, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useJobs } from '../api/data.js';
import type { Job } from '../api/data-types.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { localName } from '../shell/format.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';

const names = new Map([
  ['import-people', 'jobs.importPeople'],
  ['import-events', 'jobs.importEvents'],
  ['backfill', 'jobs.backfill'],
] as const);
const colours: Readonly<Record<Job['state'], string>> = {
  running: 'ember',
  done: 'pine',
  failed: 'brick',
  cancelled: 'gray',
};

function jobName(type: string): string {
  const [, key] = [...names].find(([each]) => each === type) ?? [];
  return key === undefined ? type : translator('sources')(key);
}

/** Work that takes longer than a moment: imports and counting the past. */
export default function JobsPage() {
  const t = translator('sources');
  const jobs = useJobs();
  return (
    <>
      <PageHeader title={t('jobs.title')} description={t('jobs.about')} />
      {jobs.isError ? (
        <Failed error={jobs.error} retry={() => jobs.refetch()} />
      ) : jobs.isPending ? (
        <Paper>
          <RowsLoading rows={4} />
        </Paper>
      ) : jobs.data.items.length === 0 ? (
        <Empty icon={IconListCheck} title={t('jobs.none')}>
          {t('jobs.noneWhy')}
        </Empty>
      ) : (
        <Paper>
          <ul className={classes.timeline} aria-label={t('jobs.title')}>
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
  const t = translator('sources');
  const name = jobName(job.type);
  const share = job.total === null || job.total === 0 ? null : Math.min(100, (100 * job.done) / job.total);
  return (
    <li className={classes.event}>
      <Stack gap={6}>
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Text size="sm" fw={560}>
              {job.segments.length === 0
                ? name
                : t.rich('jobs.of', {
                    job: name,
                    segments: () =>
                      job.segments.map((segment, index) => (
                        <Fragment key={segment.id}>
                          {index > 0 && ', '}
                          <Anchor
                            component={RouteLink}
                            href={`/segments/${segment.id}`}
                            size="sm"
                            fw={560}
                            underline="always"
                          >
                            {localName(segment.name)}
                          </Anchor>
                        </Fragment>
                      )),
                  })}
            </Text>
            <Badge color={colours[job.state]}>{t(`jobs.state.${job.state}`)}</Badge>
          </Group>
          <Ago at={job.updatedAt} size="xs" />
        </Group>
        {job.state === 'running' && (
          <Progress
            value={share ?? 100}
            animated={share === null}
            size="sm"
            color="ember.5"
            aria-label={t('jobs.progress', { job: name })}
          />
        )}
        <Text size="xs" c="dimmed">
          {job.total === null
            ? t(`jobs.${job.unit}`, { done: job.done })
            : t(`jobs.${job.unit}Of`, { done: job.done, total: job.total })}
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
