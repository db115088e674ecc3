import { Group, MultiSelect, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCirclesRelation } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useOverlap } from '../../api/history.js';
import { useSegmentNames } from '../../api/segments.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { localName } from '../../shell/format.js';
import { Empty, Failed, RowsLoading } from '../../shell/states.js';
import { AtVisit } from '../AtVisit.js';
import { barsOf, type OverlapMode } from './combination.js';
import { OverlapBars } from './OverlapBars.js';

const mostOthers = 7;
/** Compared with so many of the largest until others are chosen. */
const atFirst = 3;

/** How many people this segment shares with others; which ones is in the address. */
export function OverlapTab({ segment }: { segment: Segment }) {
  const t = translator('past');
  const names = useSegmentNames();
  const [parameters, setParameters] = useSearchParams();
  const others = (names.data ?? []).filter(
    ({ id, kind, active, subject }) =>
      id !== segment.id && kind !== 'requestTime' && active && subject === segment.subject,
  );
  const largest = [...others].sort((a, b) => (b.size ?? 0) - (a.size ?? 0)).slice(0, atFirst);
  const known = new Set(others.map(({ id }) => id));
  const chosen = parameters.has('with')
    ? parameters
        .getAll('with')
        .filter((id) => known.has(id))
        .slice(0, mostOthers)
    : largest.map(({ id }) => id);
  const mode: OverlapMode = parameters.get('count') === 'all' ? 'all' : 'only';
  const compared = [segment.id, ...chosen];
  const overlap = useOverlap(compared, segment.kind !== 'requestTime');
  if (segment.kind === 'requestTime') return <AtVisit />;
  const choose = (ids: readonly string[]) =>
    setParameters(
      (before) => {
        before.delete('with');
        for (const id of ids.length === 0 ? [''] : ids) before.append('with', id);
        return before;
      },
      { replace: true },
    );
  const setMode = (value: string) =>
    setParameters(
      (before) => {
        if (value === 'all') before.set('count', 'all');
        else before.delete('count');
        return before;
      },
      { replace: true },
    );
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw={720}>
        {t('overlap.about', { subject: segment.subject })}
      </Text>
      <Group align="flex-end" gap="md">
        <MultiSelect
          label={t('overlap.choose')}
          description={t('overlap.chooseHint')}
          data={others.map(({ id, name }) => ({ value: id, label: localName(name) }))}
          value={chosen}
          onChange={choose}
          maxValues={mostOthers}
          searchable
          limit={200}
          hidePickedOptions
          nothingFoundMessage={translator('insight')('aspect.nothing')}
          style={{ flex: '1 1 320px' }}
          maw={760}
        />
        <SegmentedControl
          aria-label={t('overlap.mode')}
          value={mode}
          onChange={setMode}
          data={(['only', 'all'] as const).map((value) => ({ value, label: t(`overlap.${value}`) }))}
        />
      </Group>
      {names.isError || overlap.isError ? (
        <Failed error={names.error ?? overlap.error} retry={() => overlap.refetch()} />
      ) : names.data !== undefined && chosen.length === 0 ? (
        <Paper>
          <Empty icon={IconCirclesRelation} title={t('overlap.none')} compact>
            {t('overlap.noneWhy')}
          </Empty>
        </Paper>
      ) : overlap.data === undefined ? (
        <Paper>
          <RowsLoading rows={6} />
        </Paper>
      ) : barsOf(overlap.data.regions, mode).length === 0 ? (
        <Paper>
          <Empty icon={IconCirclesRelation} title={t('overlap.empty', { subject: segment.subject })} compact />
        </Paper>
      ) : (
        <OverlapBars overlap={overlap.data} mode={mode} subject={segment.subject} />
      )}
    </Stack>
  );
}
