import { Group, Paper, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSegmentChanges } from '../api/segments.js';
import { useStream } from '../api/stream.js';
import type { Change, Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { StreamBadge } from '../live/StreamBadge.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { ChangeRow } from './ChangeRow.js';
import classes from './changes.module.css';

const kept = 100;

/** Who comes and goes: what happens while one looks, over what happened before. */
export function ChangesTab({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const history = useSegmentChanges(segment.id);
  const [fresh, setFresh] = useState<readonly Change[]>([]);
  const state = useStream(
    { types: 'memberships', segment: segment.id, enabled: segment.kind !== 'requestTime' },
    (message) => {
      if (message.kind === 'change') setFresh((before) => [message.change, ...before].slice(0, kept));
    },
  );
  const freshIds = useMemo(() => new Set(fresh.map((change) => change.id)), [fresh]);
  const older = history.items.filter((change) => !freshIds.has(change.id));

  return (
    <Paper>
      <Group justify="space-between" px="md" pt="md">
        <Text size="sm" c="dimmed">
          {t('changes.newest')}
        </Text>
        {segment.kind !== 'requestTime' && <StreamBadge state={state} />}
      </Group>
      {history.isError && <Failed error={history.error} retry={() => history.refetch()} />}
      {history.isPending && <RowsLoading rows={6} height={24} />}
      {history.data !== undefined && fresh.length + older.length === 0 && (
        <Empty icon={IconArrowsExchange} title={t('changes.none', { subject: segment.subject })} compact>
          {t(segment.kind === 'requestTime' ? 'changes.noneAtVisit' : 'changes.noneWhy', {
            subject: segment.subject,
          })}
        </Empty>
      )}
      <ul className={classes.list} aria-label={t('changes.label')}>
        {fresh.map((change) => (
          <ChangeRow key={change.id} change={change} about="person" fresh />
        ))}
        {older.map((change) => (
          <ChangeRow key={change.id} change={change} about="person" />
        ))}
      </ul>
      <More list={history} />
    </Paper>
  );
}
