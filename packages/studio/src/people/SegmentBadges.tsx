import { Anchor, Badge, Group, Paper, Text, Title } from '@mantine/core';
import type { Profile } from '../api/types.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';

/** The segments that a person or an account is in, each with the way to it. */
export function SegmentBadges({
  memberships,
}: {
  memberships: readonly Pick<Profile['memberships'][number], 'segment'>[];
}) {
  const t = translator('people');
  return (
    <Paper p="md" component="section">
      <Title order={2} mb="sm">
        {t('facts.segments')}
      </Title>
      {memberships.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('facts.inNone')}
        </Text>
      ) : (
        <Group gap={6}>
          {memberships.map(({ segment }) => (
            <Anchor key={segment.id} component={RouteLink} href={`/segments/${segment.id}`} underline="never">
              <Badge color="pine" size="lg" style={{ cursor: 'pointer' }}>
                {localName(segment.name)}
              </Badge>
            </Anchor>
          ))}
        </Group>
      )}
    </Paper>
  );
}
