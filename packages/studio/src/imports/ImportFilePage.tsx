import { Button, Group, Paper, ScrollArea, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { type ImportFile, useImportFile, useImportOf, useRunImport } from '../api/imports.js';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { ColumnRow } from './ColumnRow.js';
import { ImportedNote } from './ImportedNote.js';
import classes from './imports.module.css';
import { type ColumnDraft, type ColumnUse, faultsOf, mappingOf, withUse, withWhat } from './mapping-draft.js';
import { Outcome } from './Outcome.js';
import { useForgetMapping, useMappingDraft } from './useMappingDraft.js';

/** What the columns of a file mean, a check of every row, and the import itself. */
export default function ImportFilePage({ id }: { id: string }) {
  const t = translator('imports');
  const file = useImportFile(id);
  const back = { href: '/data/import', label: t('back') };
  if (file.isError) {
    return (
      <>
        <PageHeader title={t('title')} back={back} />
        <Failed error={file.error} retry={() => file.refetch()} />
      </>
    );
  }
  if (file.isPending) {
    return (
      <>
        <PageHeader title={t('title')} back={back} />
        <Paper>
          <RowsLoading rows={8} />
        </Paper>
      </>
    );
  }
  const { name, rows, rowsExact, columns } = file.data;
  const size = [t(rowsExact ? 'rows' : 'rowsAbout', { count: rows }), t('columns', { count: columns.length })].join(
    ' · ',
  );
  return (
    <>
      <PageHeader title={name} description={size} back={back} />
      <MappingForm file={file.data} />
    </>
  );
}

function MappingForm({ file }: { file: ImportFile }) {
  const t = translator('imports');
  const [draft, setDraft] = useMappingDraft(file);
  const [started, setStarted] = useState<string | null>(null);
  const run = useRunImport(file.id);
  const { job, imported } = useImportOf(file, started);
  const faults = faultsOf(draft);
  const busy = run.isPending || (started !== null && (job.data === undefined || job.data.state === 'running'));
  const start = (dryRun: boolean) =>
    run.mutate({ mapping: mappingOf(draft), dryRun }, { onSuccess: ({ id }) => setStarted(id) });
  const forget = useEffectEvent(useForgetMapping());
  useEffect(() => {
    if (imported) forget(file.id);
  }, [imported, file.id]);
  const uses = new Set(Object.values(draft.columns).map(({ use }) => use));

  const onUse = useCallback(
    (column: string, use: ColumnUse) => setDraft((before) => withUse(before, column, use)),
    [setDraft],
  );
  const onChange = useCallback(
    (column: string, changed: ColumnDraft) =>
      setDraft((before) => ({ ...before, columns: { ...before.columns, [column]: changed } })),
    [setDraft],
  );

  return (
    <Stack gap="lg">
      {file.importedBy !== null && file.importedBy !== started && <ImportedNote file={file} />}
      <Group gap="sm">
        <Text size="sm" fw={560} id="rows-are">
          {t('rowsAre')}
        </Text>
        <SegmentedControl
          aria-labelledby="rows-are"
          value={draft.what}
          data={[
            { value: 'people', label: t('person') },
            { value: 'events', label: t('event') },
          ]}
          onChange={(value) => setDraft((before) => withWhat(before, value === 'events' ? 'events' : 'people'))}
        />
      </Group>
      {draft.what === 'people' && !uses.has('userId') && (
        <TextInput
          label={t('idPrefix')}
          description={t('idPrefixAbout')}
          maxLength={100}
          maw={420}
          value={draft.idPrefix}
          onChange={(event) => setDraft({ ...draft, idPrefix: event.currentTarget.value })}
        />
      )}
      {draft.what === 'events' && !uses.has('event') && (
        <TextInput
          label={t('eventName')}
          maxLength={200}
          maw={420}
          value={draft.eventName}
          onChange={(event) => setDraft({ ...draft, eventName: event.currentTarget.value })}
        />
      )}
      <Paper>
        <ScrollArea type="auto" viewportProps={{ tabIndex: 0, 'aria-label': t('table.label') }}>
          <table className={classes.table} aria-label={t('table.label')}>
            <thead>
              <tr>
                <th scope="col">{t('table.column')}</th>
                <th scope="col">{t('table.samples')}</th>
                <th scope="col">{t('table.use')}</th>
                <th scope="col">{t('table.name')}</th>
                <th scope="col">{t('table.type')}</th>
              </tr>
            </thead>
            <tbody>
              {file.columns.map((column) => {
                const of = draft.columns[column.name];
                return of === undefined ? null : (
                  <ColumnRow
                    key={column.name}
                    column={column}
                    draft={of}
                    what={draft.what}
                    rows={file.rows}
                    onUse={onUse}
                    onChange={onChange}
                  />
                );
              })}
            </tbody>
          </table>
        </ScrollArea>
      </Paper>
      {faults.length > 0 && (
        <Stack gap={4} role="status">
          {faults.map((fault) => (
            <Text key={fault} size="sm" c="var(--k-brick-ink)">
              {t(`fault.${fault}`)}
            </Text>
          ))}
        </Stack>
      )}
      <Group gap="sm">
        <Button variant="default" disabled={faults.length > 0 || busy} onClick={() => start(true)}>
          {t('check')}
        </Button>
        <Button disabled={faults.length > 0 || busy} onClick={() => start(false)}>
          {t('run')}
        </Button>
      </Group>
      {run.isError && <Failed error={run.error} />}
      {job.isError && <Failed error={job.error} retry={() => job.refetch()} />}
      {job.data !== undefined && <Outcome job={job.data} file={file} />}
    </Stack>
  );
}
