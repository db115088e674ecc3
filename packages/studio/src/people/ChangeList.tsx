import { Paper } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { usePages } from '../api/paging.js';
import type { Change } from '../api/types.js';
import { translator } from '../language/translator.js';
import { ChangeRow } from '../segments/ChangeRow.js';
import classes from '../segments/changes.module.css';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

interface ChangeListProps {
  readonly changes: ReturnType<typeof usePages<Change>>;
  /** What to say where there are none. */
  readonly none: string;
}

/** Which segments somebody, or an account, entered and left, and why. */
export function ChangeList({ changes, none }: ChangeListProps) {
  const t = translator('people');
  if (changes.isError) return <Failed error={changes.error} retry={() => changes.refetch()} />;
  return (
    <Paper>
      {changes.isPending && <RowsLoading rows={5} />}
      {changes.data !== undefined && changes.items.length === 0 && (
        <Empty icon={IconArrowsExchange} title={t('changes.none')} compact>
          {none}
        </Empty>
      )}
      <ul className={classes.list} aria-label={t('changes.list')}>
        {changes.items.map((change) => (
          <ChangeRow key={change.id} change={change} about="segment" />
        ))}
      </ul>
      <More list={changes} />
    </Paper>
  );
}
