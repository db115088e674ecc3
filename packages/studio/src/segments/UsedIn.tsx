import { Paper, Text, Title } from '@mantine/core';
import { useDependents } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { Dependents, dependentsIn } from './Dependents.js';

/** The segments whose conditions name this one. */
export function UsedIn({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const dependents = useDependents(segment.id, true);
  if (dependents.isError) return <Failed error={dependents.error} retry={() => dependents.refetch()} />;
  return (
    <Paper p="md" component="section">
      <Title order={2} mb="xs">
        {t('use.segments')}
      </Title>
      {dependents.isPending ? (
        <RowsLoading rows={2} />
      ) : dependentsIn(dependents.data) === 0 ? (
        <Text size="sm" c="dimmed">
          {t('use.noSegments')}
        </Text>
      ) : (
        <Dependents dependents={dependents.data} />
      )}
    </Paper>
  );
}
