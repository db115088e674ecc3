import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useMay } from '../../api/session.js';
import type { Having, SuggestedGroup } from '../../api/suggestions.js';
import { translator } from '../../language/translator.js';
import { formatInterval, formatShare } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { LiftMark } from '../insight/LiftMark.js';
import { proposedHref } from '../proposed.js';
import { writtenChance } from './chance.js';
import classes from './suggestions.module.css';
import { useAboutNames } from './useAboutNames.js';

interface GroupCardProps {
  readonly found: SuggestedGroup;
  /** With a segment as outcome: how many members it has. */
  readonly members: number | null;
  onLeaveOut(about: string): void;
}

/** One group: who it is, how many, how it differs and how surely; one click from the editor. */
export function GroupCard({ found, members, onLeaveOut }: GroupCardProps) {
  const t = translator('suggestions');
  const nameOf = useAboutNames();
  const { sentence, criteria, group, others, lift, pValue, parts } = found;
  const { bound, p } = writtenChance(pValue);
  const about = [...new Set(parts.map((part) => part.about))];
  return (
    <Paper p="md" component="li">
      <Group justify="space-between" align="flex-start" gap="md" wrap="wrap">
        <Text fw={560} className="wrap-anywhere" style={{ flex: '1 1 300px' }}>
          {sentence}
        </Text>
        <OpenButton criteria={criteria} sentence={sentence} />
      </Group>
      <div className={classes.figures}>
        <Stack gap={4}>
          <Text size="sm">{t('group.people', { count: group.size })}</Text>
          <Text size="sm">
            {t.rich('group.rates', {
              b: (text) => <b>{text}</b>,
              group: formatShare(group.having, group.size),
              others: formatShare(others.having, others.size),
            })}
          </Text>
          <Rate of={group} colour="var(--k-known)" />
          <Rate of={others} colour="var(--k-everyone)" />
        </Stack>
        <Stack gap={4}>
          <Text size="xs" c="dimmed">
            {t('group.lift')}
          </Text>
          <LiftMark lift={lift} />
          <Text size="xs" c="dimmed">
            {t('group.interval', formatInterval(lift))} ·{' '}
            <span>{bound ? t('group.chanceBelow', { p }) : t('group.chance', { p })}</span>
          </Text>
        </Stack>
      </div>
      {members !== null && <Reach group={group} members={members} />}
      <Group gap="xs" mt="sm">
        {about.map((each) => (
          <Button
            key={each}
            size="compact-xs"
            variant="default"
            leftSection={<IconX size={12} aria-hidden />}
            onClick={() => onLeaveOut(each)}
          >
            {t('group.withoutIt', { about: nameOf(each) })}
          </Button>
        ))}
      </Group>
    </Paper>
  );
}

/** Whom a group brings besides members, and how well it meets them. */
export function Reach({ group, members }: { group: Having; members: number }) {
  const t = translator('suggestions');
  return (
    <Text size="sm" mt="xs">
      {t('group.adds', {
        count: group.size - group.having,
        recall: formatShare(group.having, members),
        precision: formatShare(group.having, group.size),
      })}
    </Text>
  );
}

export function OpenButton({ criteria, sentence }: Pick<SuggestedGroup, 'criteria' | 'sentence'>) {
  const t = translator('suggestions');
  if (!useMay('editor')) return null;
  return (
    <Button
      component={RouteLink}
      href={proposedHref({ criteria, name: t('group.name', { sentence }).slice(0, 100) })}
      variant="default"
      size="sm"
      leftSection={<IconPencil size={16} aria-hidden />}
      aria-label={t('group.openOf', { sentence })}
    >
      {t('group.open')}
    </Button>
  );
}

function Rate({ of, colour }: { of: Having; colour: string }) {
  const share = of.size === 0 ? 0 : (100 * of.having) / of.size;
  return (
    <div className={classes.track} aria-hidden>
      <div className={classes.fill} style={{ width: `${share}%`, background: colour }} />
    </div>
  );
}
