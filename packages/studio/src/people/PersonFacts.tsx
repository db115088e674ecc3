import { ActionIcon, Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconUnlink } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTraitSources } from '../api/profiles.js';
import { useMay, useSite } from '../api/session.js';
import type { Profile, TraitSource } from '../api/types.js';
import { groupHref } from '../groups/group.js';
import { translator } from '../language/translator.js';
import { formatTime, formatValue } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Copy } from '../shell/Snippet.js';
import { PartId } from './actions/IdModals.js';
import { TraitEditor } from './actions/TraitEditor.js';
import { PersonRoles } from './PersonRoles.js';
import classes from './people.module.css';
import { SegmentBadges } from './SegmentBadges.js';

const kinds = ['account', 'organization', 'userGroup', 'team', 'role'] as const;

function kindName(kind: string): string {
  const known = kinds.find((each) => each === kind);
  return known === undefined ? kind : translator('people')(`facts.kinds.${known}`);
}

/** Traits, groups, segments and ids of a visitor. */
export function PersonFacts({ profile }: { profile: Profile }) {
  const t = translator('people');
  const traits = Object.entries(profile.traits).sort(([a], [b]) => a.localeCompare(b));
  const sources = useTraitSources(profile).data?.items ?? [];
  const editor = useMay('editor');
  const [edited, setEdited] = useState<{ readonly name: string; readonly value: unknown } | null>(null);
  const [parted, setParted] = useState<string | null>(null);
  const groups = Object.entries(profile.groups).filter(([kind, list]) => kind !== 'role' && list.length > 0);
  return (
    <Stack gap="md">
      <SegmentBadges memberships={profile.memberships} />
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
              <Trait
                key={name}
                name={name}
                value={value}
                at={profile.traitTimes[name]}
                source={sources.find(({ trait, at }) => trait === name && at === profile.traitTimes[name])?.source}
                edit={editor ? () => setEdited({ name, value }) : undefined}
              />
            ))}
          </dl>
        )}
      </Paper>
      {edited !== null && <TraitEditor profile={profile.id} trait={edited} close={() => setEdited(null)} />}
      {parted !== null && <PartId profile={profile.id} id={parted} close={() => setParted(null)} />}
      {groups.length > 0 && (
        <Paper p="md" component="section">
          <Title order={2} mb="sm">
            {t('facts.groups')}
          </Title>
          <dl className={classes.pairs}>
            {groups.map(([kind, list]) => (
              <Pair key={kind} name={kindName(kind)}>
                {list.map((group, index) => (
                  <span key={group.id}>
                    {index > 0 && ', '}
                    <Anchor component={RouteLink} href={groupHref(kind, group.id)} size="sm">
                      {group.name ?? group.id}
                    </Anchor>
                  </span>
                ))}
              </Pair>
            ))}
          </dl>
        </Paper>
      )}
      <PersonRoles roles={profile.roles} />
      <Paper p="md" component="section">
        <Title order={2} mb="sm">
          {t('facts.identities')}
        </Title>
        <Stack gap={4}>
          {profile.userId !== null && <Identity label={t('facts.userId')} value={profile.userId} />}
          {profile.anonymousIds.map((id) => (
            <Identity
              key={id}
              label={t('facts.anonymousId')}
              value={id}
              part={editor && (profile.known || profile.anonymousIds.length > 1) ? () => setParted(id) : undefined}
            />
          ))}
          <Identity label={t('facts.profile')} value={profile.id} />
        </Stack>
      </Paper>
    </Stack>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface TraitProps {
  readonly name: string;
  readonly value: unknown;
  readonly at: string | undefined;
  /** Undefined until it is known, null where it cannot be. */
  readonly source: TraitSource['source'] | undefined;
  readonly edit: (() => void) | undefined;
}

function Trait({ name, value, at, source, edit }: TraitProps) {
  const t = translator('people');
  const { site } = useSite();
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Group gap={4} wrap="nowrap" justify="space-between" align="flex-start">
          <div>
            <span>{formatValue(value)}</span>
            {at !== undefined && (
              <Text component="time" dateTime={at} display="block" size="xs" c="dimmed">
                {t('trait.since', { time: formatTime(at, site.timeZone) })}
                {source != null && ` ${sourceWords(source)}`}
              </Text>
            )}
          </div>
          {edit !== undefined && (
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('trait.edit', { name })} onClick={edit}>
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </dd>
    </>
  );
}

function sourceWords({ kind, name }: NonNullable<TraitSource['source']>): string {
  const t = translator('people');
  if (kind === 'import' && name === null) return t('trait.source.someImport');
  return t(`trait.source.${kind}`, { name: name ?? '' });
}

interface IdentityProps {
  readonly label: string;
  readonly value: string;
  readonly part?: (() => void) | undefined;
}

function Identity({ label, value, part }: IdentityProps) {
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
      <Group gap={2} wrap="nowrap">
        {part !== undefined && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={translator('people')('part.of', { id: value })}
            title={translator('people')('part.of', { id: value })}
            onClick={part}
          >
            <IconUnlink size={15} aria-hidden />
          </ActionIcon>
        )}
        <Copy value={value} label={translator('shell')('copy.copy', { what: label })} />
      </Group>
    </Group>
  );
}
