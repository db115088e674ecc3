import { Anchor, Badge, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useImportFiles } from '../api/imports.js';
import { type PastImport, usePastImports } from '../api/past-imports.js';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { authorOf } from '../shell/author.js';
import { formatTime } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Failed, More, RowsLoading } from '../shell/states.js';
import { importName } from './import-name.js';
import { UndoImport } from './UndoImport.js';

const colours: Readonly<Record<PastImport['state'], string>> = {
  running: 'ember',
  done: 'pine',
  failed: 'brick',
  undoing: 'ember',
  undone: 'gray',
};

/** What was imported, by whom and when, with its undoing. */
export function PastImports() {
  const t = translator('imports');
  const [goesOn, setGoesOn] = useState(false);
  const imports = usePastImports(goesOn);
  const files = useImportFiles();
  const [undoing, setUndoing] = useState<PastImport | null>(null);
  const busy = imports.items.some(({ state }) => state === 'running' || state === 'undoing');
  if (busy !== goesOn) setGoesOn(busy);
  if (imports.isPending) return <RowsLoading rows={3} />;
  if (imports.isError) return <Failed error={imports.error} retry={() => imports.refetch()} />;
  if (imports.items.length === 0) return null;
  return (
    <section aria-labelledby="past-imports">
      <Title order={2} size="h3" id="past-imports">
        {t('past.title')}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t('past.about')}
      </Text>
      <Paper>
        <ul className={classes.timeline} aria-labelledby="past-imports">
          {imports.items.map((one) => (
            <PastImportItem
              key={one.id}
              past={one}
              file={files.data?.items.find(({ importedBy }) => importedBy === one.id)?.id}
              blocked={busy}
              undo={() => setUndoing(one)}
            />
          ))}
        </ul>
        <More list={imports} />
      </Paper>
      {undoing !== null && <UndoImport past={undoing} close={() => setUndoing(null)} />}
    </section>
  );
}

interface PastImportItemProps {
  readonly past: PastImport;
  /** The file, where it is still kept. */
  readonly file: string | undefined;
  readonly blocked: boolean;
  undo(): void;
}

function PastImportItem({ past, file, blocked, undo }: PastImportItemProps) {
  const t = translator('imports');
  const { site } = useSite();
  const name = importName(past);
  const { state, undoableUntil } = past;
  return (
    <li className={classes.event}>
      <Group justify="space-between" gap="sm">
        <Stack gap={4} style={{ flex: 1, minWidth: 200 }}>
          <Group gap="sm">
            {file === undefined ? (
              <Text size="sm" fw={560} className="wrap-anywhere">
                {name}
              </Text>
            ) : (
              <Anchor component={RouteLink} href={`/data/import/${file}`} fw={560} size="sm" className="wrap-anywhere">
                {name}
              </Anchor>
            )}
            <Badge color={colours[state]}>{t(`past.state.${state}`)}</Badge>
          </Group>
          <Text size="xs" c="dimmed" className="wrap-anywhere">
            {[
              t(`past.rows.${past.kind}`, { count: past.accepted }),
              t('past.by', { who: authorOf(past.requestedBy) }),
              ...(undoableUntil === null ? [] : [t('past.until', { time: formatTime(undoableUntil, site.timeZone) })]),
            ].join(' · ')}
          </Text>
        </Stack>
        <Group gap="sm">
          <Ago at={past.startedAt} size="xs" />
          {undoableUntil !== null && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              aria-label={t('past.undoOf', { name })}
              disabled={blocked}
              onClick={undo}
            >
              {t('past.undo')}
            </Button>
          )}
        </Group>
      </Group>
      <UndoState past={past} />
    </li>
  );
}

/** How far an undo is, and what came of it. Its steps are told to those who hear the page, the numbers in between are not. */
function UndoState({ past }: { past: PastImport }) {
  const t = translator('imports');
  const { undo, state } = past;
  if (undo === null) return null;
  const looked = undo.total !== null && undo.done >= undo.total;
  const going = state === 'undoing';
  return (
    <Stack gap={4} mt={6}>
      {going && (
        <Progress
          value={undo.total === null || looked ? 100 : (100 * undo.done) / undo.total}
          animated={undo.total === null || looked}
          size="sm"
          color="ember.5"
          aria-label={t('past.undoing', { name: importName(past) })}
        />
      )}
      <Group gap={6}>
        <Text size="xs" {...(going ? { c: 'dimmed' } : {})} role="status">
          {going ? t(looked ? 'past.counting' : 'past.looking') : outcomeOf(past, undo)}
        </Text>
        {going && !looked && undo.total !== null && (
          <Text size="xs" c="dimmed">
            {t('past.progress', { done: undo.done, total: undo.total })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function outcomeOf({ kind }: PastImport, undo: NonNullable<PastImport['undo']>): string {
  const t = translator('imports');
  return [
    ...(kind === 'events' ? [t('past.erased', { count: undo.events })] : []),
    t('past.removed', { count: undo.removed }),
    t('past.restored', { count: undo.restored }),
    t('past.undoneBy', { who: authorOf(undo.requestedBy) }),
  ].join(' · ');
}
