import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useLocation } from 'wouter';
import { type ImportFile, useImportFiles } from '../api/imports.js';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { formatTime } from '../shell/format.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { FilePicker } from './FilePicker.js';
import { PastImports } from './PastImports.js';
import { ThrowAway } from './ThrowAway.js';

/** Sending a file to be imported, the files that wait for it, and what was imported. */
export default function ImportPage() {
  const t = translator('imports');
  const files = useImportFiles();
  const [, go] = useLocation();
  const waiting = files.data?.items.filter(({ importedBy }) => importedBy === null) ?? [];
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <Stack gap="xl">
        <FilePicker onSent={(file) => go(`/data/import/${file.id}`)} />
        {files.isError ? (
          <Failed error={files.error} retry={() => files.refetch()} />
        ) : files.isPending ? (
          <RowsLoading rows={2} />
        ) : (
          waiting.length > 0 && (
            <section aria-labelledby="waiting-files">
              <Title order={2} size="h3" id="waiting-files">
                {t('waiting')}
              </Title>
              <Text c="dimmed" size="sm" mb="sm">
                {t('waitingAbout')}
              </Text>
              <Paper>
                <ul className={classes.timeline} aria-labelledby="waiting-files">
                  {waiting.map((file) => (
                    <WaitingFile key={file.id} file={file} />
                  ))}
                </ul>
              </Paper>
            </section>
          )
        )}
        <PastImports />
      </Stack>
    </>
  );
}

function WaitingFile({ file }: { file: ImportFile }) {
  const t = translator('imports');
  const { site } = useSite();
  return (
    <li className={classes.event}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
          <Anchor component={RouteLink} href={`/data/import/${file.id}`} fw={560} size="sm" className="wrap-anywhere">
            {file.name}
          </Anchor>
          <Text size="xs" c="dimmed">
            {[
              t(file.rowsExact ? 'rows' : 'rowsAbout', { count: file.rows }),
              t('columns', { count: file.columns.length }),
              t('keptUntil', { time: formatTime(file.keptUntil, site.timeZone) }),
            ].join(' · ')}
          </Text>
        </Stack>
        <ThrowAway file={file} />
      </Group>
    </li>
  );
}
