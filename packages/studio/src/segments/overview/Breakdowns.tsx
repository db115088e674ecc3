import { Group, MultiSelect, Paper, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useDistributions } from '../../api/insight.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Empty, Failed } from '../../shell/states.js';
import { aspectCode, aspectOf } from '../insight/aspect.js';
import { Legend } from '../insight/Legend.js';
import { useAspects } from '../insight/useAspects.js';
import { Breakdown } from './Breakdown.js';

const most = 10;

/** Members by up to ten attributes; which ones is in the address. */
export function Breakdowns({ segment }: { segment: Segment }) {
  const t = translator('insight');
  const aspects = useAspects(segment.subject);
  const [parameters, setParameters] = useSearchParams();
  const chosen = parameters.getAll('by').slice(0, most);
  const codes = parameters.has('by') ? chosen.filter((code) => code !== '') : aspects.first;
  const found = useDistributions(segment, codes.map(aspectOf), segment.kind !== 'requestTime');
  const choose = (values: readonly string[]) =>
    setParameters(
      (before) => {
        before.delete('by');
        // An empty one says that none is wanted, as opposed to nothing said.
        for (const value of values.length === 0 ? [''] : values) before.append('by', value);
        return before;
      },
      { replace: true },
    );
  const { data } = found;
  return (
    <Stack gap="md" component="section">
      <Group justify="space-between" align="flex-end">
        <Title order={2}>{t('overview.breakdowns')}</Title>
        <Legend subject={segment.subject} />
      </Group>
      <MultiSelect
        label={t('overview.choose')}
        description={t('overview.chooseHint')}
        data={aspects.groups.map(({ group, items }) => ({ group, items: [...items] }))}
        value={[...codes]}
        onChange={choose}
        maxValues={most}
        searchable
        limit={200}
        nothingFoundMessage={t('aspect.nothing')}
        hidePickedOptions
        maw={760}
      />
      {aspects.error !== null || found.isError ? (
        <Failed error={aspects.error ?? found.error} retry={() => found.refetch()} />
      ) : codes.length === 0 ? (
        !aspects.isPending && (
          <Paper>
            <Empty icon={IconChartBar} title={t('overview.noAspects')} compact>
              {t('overview.noAspectsWhy', { subject: segment.subject })}
            </Empty>
          </Paper>
        )
      ) : data === undefined ? (
        <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} role="status" aria-label={translator('shell')('states.loading')}>
          {codes.map((code) => (
            <Skeleton key={code} height={240} />
          ))}
        </SimpleGrid>
      ) : (
        <SimpleGrid
          cols={{ base: 1, sm: 2, xl: 3 }}
          spacing="lg"
          style={{ opacity: found.isPlaceholderData ? 0.6 : 1 }}
        >
          {data.items.map((distribution) => (
            <Breakdown
              key={aspectCode(distribution.of)}
              segment={segment}
              distribution={distribution}
              people={data.people}
              title={aspects.nameOf(distribution.of)}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}
