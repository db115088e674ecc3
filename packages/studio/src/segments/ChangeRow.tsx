import { Anchor, Group, Text } from '@mantine/core';
import { IconLogin2, IconLogout2 } from '@tabler/icons-react';
import type { Change } from '../api/types.js';
import { groupHref } from '../groups/group.js';
import { translator } from '../language/translator.js';
import { personName } from '../people/person.js';
import { Ago } from '../shell/Ago.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import classes from './changes.module.css';

const causes = [
  'event',
  'trait',
  'first-seen',
  'known',
  'time',
  'merge',
  'group',
  'edit',
  'import',
  'backfill',
  'schedule',
  'unmerge',
  'erasure',
  'undo',
  'mend',
] as const;

/** The reason of an enter or exit, as people say it. */
export function causeText(cause: string): string {
  const kind = causes.find((each) => each === cause.split(':', 1)[0]);
  return kind === undefined ? cause : translator('segments')(`changes.causes.${kind}`);
}

/** The sentence by what the page leaves out because it says so already. */
const sentences = {
  both: { entered: 'changes.whoEnteredSegment', exited: 'changes.whoLeftSegment' },
  person: { entered: 'changes.whoEntered', exited: 'changes.whoLeft' },
  segment: { entered: 'changes.enteredSegment', exited: 'changes.leftSegment' },
} as const;

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
        {translator('segments').rich(sentences[about][change.kind], {
          cause: causeText(change.cause),
          who: () => <Who key="who" change={change} />,
          segment: () => (
            <Anchor key="segment" component={RouteLink} href={`/segments/${change.segment.id}`} size="sm" fw={560}>
              {localName(change.segment.name)}
            </Anchor>
          ),
          because: (reason) => (
            <Text key="because" span c="dimmed" size="xs">
              {reason}
            </Text>
          ),
        })}
      </Text>
      <Group wrap="nowrap">
        <Ago at={change.at} size="xs" />
      </Group>
    </li>
  );
}

function Who({ change }: { change: Change }) {
  const { profile, account } = change;
  const href = profile === undefined ? groupHref('account', account?.id ?? '') : `/people/${profile.id}`;
  return (
    <Anchor component={RouteLink} href={href} size="sm" fw={560} c="var(--k-ink-strong)">
      {changeName(change)}
    </Anchor>
  );
}
