import { Anchor, Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ExportRun, exportFileHref } from '../api/exports.js';
import { explainProblem } from '../api/problem.js';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { formatBytes, formatTime, localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { DeleteFile } from './DeleteFile.js';

const colours: Readonly<Record<ExportRun['state'], string>> = { running: 'ember', done: 'pine', failed: 'brick' };

interface ExportRunItemProps {
  readonly run: ExportRun;
  readonly editable: boolean;
  /** Where it does not stand below its plan: says of what it is. */
  readonly alone?: boolean;
}

/** One file: how far it is, of which instant, how many members it has, and why there is none. */
export function ExportRunItem({ run, editable, alone = false }: ExportRunItemProps) {
  const t = translator('exports');
  const { site } = useSite();
  const { state, error, errorCode, asOf, bytes, done } = run;
  const facts = [
    ...(state === 'done' ? [t('runs.members', { count: done })] : []),
    ...(bytes === null ? [] : [formatBytes(bytes)]),
    ...(asOf === null ? [] : [t('runs.asOf', { at: formatTime(asOf, site.timeZone) })]),
    ...(alone ? [t(run.export === null ? 'runs.once' : 'runs.gone')] : []),
  ];
  return (
    <li className={classes.event}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Stack gap={4} style={{ flex: '1 1 220px' }} miw={0}>
          <Group gap="sm">
            {alone && <SegmentOf run={run} />}
            <Badge color={colours[state]}>{t(`runs.state.${state}`)}</Badge>
            <Ago at={run.createdAt} size="xs" />
          </Group>
          {facts.length > 0 && <Text size="sm">{facts.join(' · ')}</Text>}
          {error !== null && (
            <Text size="sm" c={state === 'failed' ? 'var(--k-brick-ink)' : 'dimmed'} className="wrap-anywhere">
              {explainProblem(errorCode ?? '', error)}
            </Text>
          )}
        </Stack>
        <FileActions run={run} editable={editable} />
      </Group>
      {state === 'running' && <Written run={run} />}
    </li>
  );
}

function SegmentOf({ run }: { run: ExportRun }): ReactNode {
  return (
    <>
      <Anchor component={RouteLink} href={`/segments/${run.segment.id}`} size="sm" fw={560} className="wrap-anywhere">
        {localName(run.segment.name)}
      </Anchor>
      <Badge color="gray">{translator('exports')(`formats.${run.format}`)}</Badge>
    </>
  );
}

function FileActions({ run, editable }: { run: ExportRun; editable: boolean }) {
  const t = translator('exports');
  const { site } = useSite();
  if (run.state === 'running') return null;
  const what = { name: localName(run.segment.name), at: formatTime(run.asOf ?? run.createdAt, site.timeZone) };
  return (
    <Group gap={4} wrap="nowrap">
      {run.state === 'done' && (
        <Button
          component="a"
          href={exportFileHref(site.id, run.id)}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={t('runs.downloadOf', what)}
        >
          {t('runs.download')}
        </Button>
      )}
      {editable && <DeleteFile run={run.id} {...what} />}
    </Group>
  );
}

function Written({ run: { done, total, segment } }: { run: ExportRun }) {
  const t = translator('exports');
  const share = total === null || total === 0 ? null : Math.min(100, (100 * done) / total);
  return (
    <Stack gap={4} mt={6}>
      <Progress
        value={share ?? 100}
        animated={share === null}
        size="sm"
        color="ember.5"
        aria-label={t('runs.progress', { name: localName(segment.name) })}
      />
      <Text size="xs" c="dimmed">
        {total === null ? t('runs.written', { done }) : t('runs.writtenOf', { done, total })}
      </Text>
    </Stack>
  );
}
