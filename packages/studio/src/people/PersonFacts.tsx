import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Profile } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatValue, localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Copy } from '../shell/Snippet.js';
import classes from './people.module.css';

const kinds = ['account', 'organization', 'userGroup', 'team', 'role'] as const;

function kindName(kind: string): string {
  const known = kinds.find((each) => each === kind);
  return known === undefined ? kind : translator('people')(`facts.kinds.${known}`);
}

/** Traits, groups, segments and ids of a visitor. */
export function PersonFacts({ profile }: { profile: Profile }) {
  const t = translator('people');
  const traits = Object.entries(profile.traits).sort(([a], [b]) => a.localeCompare(b));
  const groups = Object.entries(profile.groups).filter(([, list]) => list.length > 0);
  return (
    <Stack gap="md">
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          {t('facts.segments')}
        </Title>
        {profile.memberships.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('facts.inNone')}
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
          {t('facts.traits')}
        </Title>
        {traits.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('facts.noTraits')}
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
            {t('facts.groups')}
          </Title>
          <dl className={classes.pairs}>
            {groups.map(([kind, list]) => (
              <Pair key={kind} name={kindName(kind)} value={list.map((group) => group.name ?? group.id).join(', ')} />
            ))}
          </dl>
        </Paper>
      )}
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          {t('facts.identities')}
        </Title>
        <Stack gap={4}>
          {profile.userId !== null && <Identity label={t('facts.userId')} value={profile.userId} />}
          {profile.anonymousIds.map((id) => (
            <Identity key={id} label={t('facts.anonymousId')} value={id} />
          ))}
          <Identity label={t('facts.profile')} value={profile.id} />
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
      <Copy value={value} label={translator('shell')('copy.copy', { what: label })} />
    </Group>
  );
}
