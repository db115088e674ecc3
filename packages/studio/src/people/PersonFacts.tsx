import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Profile } from '../api/types.js';
import { formatValue, localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Copy } from '../shell/Snippet.js';
import classes from './people.module.css';

const kinds: Readonly<Record<string, string>> = {
  account: 'Accounts',
  organization: 'Organizations',
  userGroup: 'User groups',
  team: 'Teams',
  role: 'Roles',
};

/** Traits, groups, segments and ids of a visitor. */
export function PersonFacts({ profile }: { profile: Profile }) {
  const traits = Object.entries(profile.traits).sort(([a], [b]) => a.localeCompare(b));
  const groups = Object.entries(profile.groups).filter(([, list]) => list.length > 0);
  return (
    <Stack gap="md">
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          Segments
        </Title>
        {profile.memberships.length === 0 ? (
          <Text size="sm" c="dimmed">
            In none at the moment.
          </Text>
        ) : (
          <Group gap={6}>
            {profile.memberships.map(({ segment }) => (
              <Anchor key={segment.id} component={RouteLink} href={`/segments/${segment.id}`} underline="never">
                <Badge color="pine" size="lg" style={{ cursor: 'pointer' }}>
                  {localName(segment.name)}
                </Badge>
              </Anchor>
            ))}
          </Group>
        )}
      </Paper>
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          Traits
        </Title>
        {traits.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing is known yet. An identify call with traits fills this in.
          </Text>
        ) : (
          <dl className={classes.pairs}>
            {traits.map(([name, value]) => (
              <Pair key={name} name={name} value={formatValue(value)} />
            ))}
          </dl>
        )}
      </Paper>
      {groups.length > 0 && (
        <Paper p="md" component="section">
          <Title order={2} mb="sm">
            Groups
          </Title>
          <dl className={classes.pairs}>
            {groups.map(([kind, list]) => (
              <Pair
                key={kind}
                name={kinds[kind] ?? kind}
                value={list.map((group) => group.name ?? group.id).join(', ')}
              />
            ))}
          </dl>
        </Paper>
      )}
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          Identities
        </Title>
        <Stack gap={4}>
          {profile.userId !== null && <Identity label="User id" value={profile.userId} />}
          {profile.anonymousIds.map((id) => (
            <Identity key={id} label="Anonymous id" value={id} />
          ))}
          <Identity label="Profile" value={profile.id} />
        </Stack>
      </Paper>
    </Stack>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Identity({ label, value }: { label: string; value: string }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <Text size="sm" className="wrap-anywhere">
          {value}
        </Text>
      </div>
      <Copy value={value} label={`Copy the ${label.toLowerCase()}`} />
    </Group>
  );
}
