import { Paper } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useProfileChanges } from '../api/profiles.js';
import { translator } from '../language/translator.js';
import { ChangeRow } from '../segments/ChangeRow.js';
import classes from '../segments/changes.module.css';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** Which segments a visitor entered and left, and why. */
export function HistoryTab({ id }: { id: string }) {
  const t = translator('people');
  const changes = useProfileChanges(id);
  if (changes.isError) return <Failed error={changes.error} retry={() => changes.refetch()} />;
  return (
    <Paper>
      {changes.isPending && <RowsLoading rows={5} />}
      {changes.data !== undefined && changes.items.length === 0 && (
        <Empty icon={IconArrowsExchange} title={t('changes.none')} compact>
          {t('changes.noneWhy')}
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
