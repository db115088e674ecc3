import { Anchor, Group, Text } from '@mantine/core';
import { IconLogin2, IconLogout2 } from '@tabler/icons-react';
import type { Change } from '../api/types.js';
import { personName } from '../people/person.js';
import { Ago } from '../shell/Ago.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import classes from './changes.module.css';

const causes: Readonly<Record<string, string>> = {
  event: 'of what they did',
  time: 'a time window moved on',
  merge: 'a guest was recognised as a known user',
  group: 'of a change in a group',
  edit: 'the segment was edited',
  backfill: 'the past was counted',
};

/** The reason of an enter or exit, as people say it. */
export function causeText(cause: string): string {
  const kind = cause.split(':', 1)[0] ?? cause;
  return causes[kind] ?? cause;
}

/** Who, or what account, entered or left. */
export function changeName({ profile, account }: Change): string {
  if (profile !== undefined) return personName(profile);
  return account === undefined ? '' : (account.name ?? account.id);
}

/** Somebody entered or left a segment. `about` leaves out what the page says already. */
export function ChangeRow({
  change,
  about,
  fresh = false,
}: {
  change: Change;
  about: 'person' | 'segment' | 'both';
  fresh?: boolean;
}) {
  const entered = change.kind === 'entered';
  const Glyph = entered ? IconLogin2 : IconLogout2;
  return (
    <li className={classes.change} data-fresh={fresh || undefined}>
      <span className={classes.glyph} data-kind={change.kind}>
        <Glyph size={15} stroke={1.8} aria-hidden />
      </span>
      <Text size="sm" component="div" className={classes.text ?? ''}>
        {about !== 'segment' && (
          <>
            {change.profile === undefined ? (
              <Text span size="sm" fw={560} c="var(--k-ink-strong)">
                {changeName(change)}
              </Text>
            ) : (
              <Anchor
                component={RouteLink}
                href={`/people/${change.profile.id}`}
                size="sm"
                fw={560}
                c="var(--k-ink-strong)"
              >
                {changeName(change)}
              </Anchor>
            )}{' '}
          </>
        )}
        {about === 'segment' ? (entered ? 'Entered' : 'Left') : entered ? 'entered' : 'left'}
        {about !== 'person' && (
          <>
            {' '}
            <Anchor component={RouteLink} href={`/segments/${change.segment.id}`} size="sm" fw={560}>
              {localName(change.segment.name)}
            </Anchor>
          </>
        )}
        <Text span c="dimmed" size="xs">
          {' '}
          because {causeText(change.cause)}
        </Text>
      </Text>
      <Group wrap="nowrap">
        <Ago at={change.at} size="xs" />
      </Group>
    </li>
  );
}
