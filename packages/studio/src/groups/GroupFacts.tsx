import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useGroupsBelow } from '../api/groups.js';
import type { GroupDetail, GroupSummary } from '../api/types.js';
import { translator } from '../language/translator.js';
import people from '../people/people.module.css';
import { SegmentBadges } from '../people/SegmentBadges.js';
import { formatCount, formatValue } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Copy } from '../shell/Snippet.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { groupHref } from './group.js';
import classes from './groups.module.css';

/** Segments, traits, place in the hierarchy and id of a group. */
export function GroupFacts({ group }: { group: GroupDetail }) {
  const t = translator('groups');
  const facts = translator('people');
  const traits = Object.entries(group.traits).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Stack gap="md">
      {group.kind === 'account' && <SegmentBadges memberships={group.memberships} />}
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          {facts('facts.traits')}
        </Title>
        {traits.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('facts.noTraits')}
          </Text>
        ) : (
          <dl className={people.pairs}>
            {traits.map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{formatValue(value)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Paper>
      {(group.ancestors.length > 0 || group.children > 0) && (
        <Paper p="md" component="section">
          <Title order={2} mb="sm">
            {t('facts.place')}
          </Title>
          <Place group={group} />
        </Paper>
      )}
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          {t('facts.id')}
        </Title>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" className="wrap-anywhere">
            {group.id}
          </Text>
          <Copy value={group.id} label={translator('shell')('copy.copy', { what: t('facts.id') })} />
        </Group>
      </Paper>
    </Stack>
  );
}

/** The groups above, from the top down, the group itself, and those right below it. */
function Place({ group }: { group: GroupDetail }) {
  const t = translator('groups');
  const above = group.ancestors.toReversed();
  const nested = (index: number) => {
    const one = above[index];
    if (one === undefined) return <Here group={group} />;
    return (
      <li>
        <Anchor component={RouteLink} href={groupHref(group.kind, one.id)} size="sm">
          {one.name ?? one.id}
        </Anchor>
        <ul className={classes.tree}>{nested(index + 1)}</ul>
      </li>
    );
  };
  return (
    <ul className={classes.tree} aria-label={t('facts.place')}>
      {nested(0)}
    </ul>
  );
}

function Here({ group }: { group: GroupDetail }) {
  return (
    <li aria-current="true">
      <Text span size="sm" fw={600}>
        {group.name ?? group.id}
      </Text>
      {group.children > 0 && <Below group={group} />}
    </li>
  );
}

function Below({ group }: { group: GroupDetail }) {
  const below = useGroupsBelow(group.kind, group.id);
  if (below.isPending) return <RowsLoading rows={2} />;
  if (below.isError) return <Failed error={below.error} retry={() => below.refetch()} />;
  return (
    <ul className={classes.tree}>
      {below.data.map((child: GroupSummary) => (
        <li key={child.id}>
          <Anchor component={RouteLink} href={groupHref(child.kind, child.id)} size="sm">
            {child.name ?? child.id}
          </Anchor>{' '}
          <Text span size="xs" c="dimmed">
            {formatCount(child.people)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
