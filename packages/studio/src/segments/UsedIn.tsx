import { Anchor, List, Paper, Text, Title } from '@mantine/core';
import { useDependents } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Failed, RowsLoading } from '../shell/states.js';

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
      ) : dependents.data.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('use.noSegments')}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {dependents.data.items.map((each) => (
            <List.Item key={each.id}>
              <Anchor component={RouteLink} href={`/segments/${each.id}`} size="sm">
                {localName(each.name)}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
    </Paper>
  );
}
