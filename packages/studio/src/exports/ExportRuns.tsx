import { Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { type ExportPlan, useExportRuns } from '../api/exports.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { localName } from '../shell/format.js';
import { Failed, More, RowsLoading } from '../shell/states.js';
import { ExportRunItem } from './ExportRunItem.js';

/** The newest file of a plan, and on request all that are kept. */
export function ExportRuns({ plan, editable }: { plan: ExportPlan; editable: boolean }) {
  const t = translator('exports');
  const [open, setOpen] = useState(false);
  const runs = useExportRuns(plan.id);
  if (runs.isPending) return <RowsLoading rows={1} />;
  if (runs.isError) return <Failed error={runs.error} retry={() => runs.refetch()} />;
  if (runs.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        {t('runs.none')}
      </Text>
    );
  }
  const shown = open ? runs.items : runs.items.slice(0, 1);
  const name = localName(plan.segment.name);
  return (
    <>
      <ul
        className={classes.timeline}
        aria-label={t('runs.list', { name, format: t(`formats.${plan.format}`) })}
        style={{ borderTop: '1px solid var(--k-line)' }}
      >
        {shown.map((run) => (
          <ExportRunItem key={run.id} run={run} editable={editable} />
        ))}
      </ul>
      {open && <More list={runs} />}
      {runs.items.length > 1 && (
        <UnstyledButton
          px="md"
          pb="md"
          pt={4}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          style={{ display: 'flex', alignItems: 'center', gap: 6, fontSize: 'var(--mantine-font-size-sm)' }}
        >
          <IconChevronDown size={15} aria-hidden style={{ transform: open ? 'rotate(180deg)' : undefined }} />
          {t('runs.all')}
        </UnstyledButton>
      )}
    </>
  );
}
