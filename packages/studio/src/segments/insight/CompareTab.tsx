import { Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useDistributions } from '../../api/insight.js';
import { useSite } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { formatTime } from '../../shell/format.js';
import { NumberField } from '../../shell/NumberField.js';
import { Empty, Failed, RowsLoading } from '../../shell/states.js';
import { AtVisit } from '../AtVisit.js';
import { AspectSelect } from './AspectSelect.js';
import { aspectCode, aspectOf } from './aspect.js';
import { type CompareSort, CompareTable } from './CompareTable.js';
import { useAspects, usualDays } from './useAspects.js';

/** How the members differ from everyone in one property or behaviour. */
export function CompareTab({ segment }: { segment: Segment }) {
  const t = translator('insight');
  const { site } = useSite();
  const { subject } = segment;
  const aspects = useAspects(subject);
  const [parameters, setParameters] = useSearchParams();
  const code = parameters.get('by') ?? aspects.first[0] ?? null;
  const sort: CompareSort = parameters.get('order') === 'lift' ? 'lift' : 'own';
  const aspect = code === null ? null : aspectOf(code);
  const found = useDistributions(segment, aspect === null ? [] : [aspect], segment.kind !== 'requestTime');
  const put = (name: string, value: string | null) =>
    setParameters(
      (before) => {
        if (value === null) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  if (segment.kind === 'requestTime') return <AtVisit />;
  // In the list an event stands once, over the usual days.
  const listed = aspect !== null && 'event' in aspect ? aspectCode({ ...aspect, days: usualDays }) : code;
  const [distribution] = found.data?.items ?? [];

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw={820}>
        {t('compare.about', { subject })}
      </Text>
      <Group align="flex-end" gap="md">
        <AspectSelect groups={aspects.groups} value={listed} onChange={(value) => put('by', value)} />
        {aspect !== null && 'event' in aspect && (
          <NumberField
            label={t('aspect.daysLabel')}
            whole
            needed
            least={1}
            most={3650}
            width={150}
            value={aspect.days}
            set={(days) => {
              if (days !== null) put('by', aspectCode({ ...aspect, days }));
            }}
          />
        )}
        <SegmentedControl
          aria-label={t('compare.sort')}
          size="sm"
          value={sort}
          onChange={(value) => put('order', value === 'lift' ? 'lift' : null)}
          data={(['own', 'lift'] as const).map((value) => ({ value, label: t(`compare.sorts.${value}`) }))}
        />
      </Group>
      {aspects.error !== null ? (
        <Failed error={aspects.error} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => found.refetch()} />
      ) : code === null && !aspects.isPending ? (
        <Paper>
          <Empty icon={IconScale} title={t('compare.none')} compact>
            {t('compare.noneWhy', { subject })}
          </Empty>
        </Paper>
      ) : distribution === undefined || found.data === undefined ? (
        <Paper>
          <RowsLoading rows={7} />
        </Paper>
      ) : found.data.people.segment === 0 ? (
        <Paper>
          <Empty icon={IconScale} title={t('compare.nobody')} compact>
            {t('compare.nobodyWhy')}
          </Empty>
        </Paper>
      ) : (
        <>
          <CompareTable
            segment={segment}
            distribution={distribution}
            people={found.data.people}
            title={aspects.nameOf(distribution.of)}
            sort={sort}
          />
          <Text size="xs" c="dimmed">
            {t('compare.asOf', { time: formatTime(found.data.asOf, site.timeZone), ...found.data.people, subject })}
            {distribution.shown === 'values' && ` ${t('compare.several', { subject })}`}
          </Text>
        </>
      )}
    </Stack>
  );
}
