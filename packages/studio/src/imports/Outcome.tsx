import { Alert, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import type { Job } from '../api/data-types.js';
import { useDownload } from '../api/download.js';
import type { ImportFile } from '../api/imports.js';
import { explainFault } from '../api/problem.js';
import { presentLanguage, translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { formatCount } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Failed } from '../shell/states.js';

/** How far a check or an import is, and what came of it. */
export function Outcome({ job, file }: { job: Job; file: ImportFile }) {
  const t = translator('imports');
  if (job.state === 'running') {
    const share = job.total === null || job.total === 0 ? 0 : Math.min(1, job.done / job.total);
    const doing = t(job.dryRun ? 'checking' : 'running', { name: file.name });
    return (
      <Stack gap={6} role="status">
        <Text size="sm">{doing}</Text>
        <Progress value={100 * share} aria-label={doing} />
        <Text size="xs" c="dimmed">
          {t('progress', { done: formatCount(job.done), total: formatCount(job.total ?? job.done) })}
        </Text>
      </Stack>
    );
  }
  if (job.result === null) {
    return (
      <Alert color="brick" variant="light" role="alert" title={t('failed')} icon={<IconAlertTriangle aria-hidden />}>
        {presentLanguage() === 'en' ? job.error : t('stopped')}
      </Alert>
    );
  }
  const { read, accepted, rejected, duplicates } = job.result;
  const counts = { good: formatCount(accepted), all: formatCount(read), bad: formatCount(rejected) };
  const words =
    rejected === 0
      ? t(job.dryRun ? 'checkedAll' : 'importedAll', { count: accepted })
      : t(job.dryRun ? 'checkedSome' : 'importedSome', counts);
  return (
    <Stack gap="md">
      <Alert
        color={rejected === 0 ? 'pine' : 'ember'}
        variant="light"
        role="status"
        icon={rejected === 0 ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      >
        <Group justify="space-between" gap="sm">
          <Text size="sm">
            {words} {job.dryRun && t('nothingChanged')}
            {duplicates !== null && duplicates > 0 && t('duplicates', { count: duplicates })}
          </Text>
          {!job.dryRun && accepted > 0 && (
            <Group gap="sm">
              <Button component={RouteLink} href="/people" size="xs" variant="default">
                {t('toPeople')}
              </Button>
              <Button component={RouteLink} href="/segments/new" size="xs" variant="default">
                {t('toSegment')}
              </Button>
            </Group>
          )}
        </Group>
      </Alert>
      {rejected > 0 && <RejectedRows job={job.result} file={file} />}
    </Stack>
  );
}

function RejectedRows({ job, file }: { job: NonNullable<Job['result']>; file: ImportFile }) {
  const t = translator('imports');
  const download = useDownload(
    `/import/files/${file.id}/rejected`,
    `${file.name.replace(/\.[^.]*$/, '')}-rejected.csv`,
  );
  return (
    <section aria-labelledby="rejected-rows">
      <Group justify="space-between" mb="sm" gap="sm">
        <Stack gap={2}>
          <Title order={2} size="h3" id="rejected-rows">
            {t('rejected')}
          </Title>
          {job.rejected > job.errors.length && (
            <Text size="sm" c="dimmed">
              {t('rejectedMore', { count: formatCount(job.errors.length) })}
            </Text>
          )}
        </Stack>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {t('download')}
        </Button>
      </Group>
      {download.isError && <Failed error={download.error} />}
      <Paper>
        <ul className={classes.timeline} aria-labelledby="rejected-rows">
          {job.errors.map((error) => (
            <li key={error.line} className={classes.event}>
              <Group gap="sm" wrap="nowrap" align="baseline">
                <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
                  {t(file.format === 'csv' ? 'rowBelowHead' : 'row', { number: formatCount(error.line) })}
                </Text>
                <Text size="sm" className="wrap-anywhere">
                  {explainFault(error)}
                </Text>
              </Group>
            </li>
          ))}
        </ul>
      </Paper>
    </section>
  );
}
