import { Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconBulbOff, IconUsersMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSite } from '../../api/session.js';
import type { SuggestionAsked, SuggestionDirection, Suggestions } from '../../api/suggestions.js';
import { translator } from '../../language/translator.js';
import { formatShare, formatTime } from '../../shell/format.js';
import { Empty } from '../../shell/states.js';
import { GroupCard, OpenButton, Reach } from './GroupCard.js';
import classes from './suggestions.module.css';
import { useAboutNames } from './useAboutNames.js';

interface FoundProps {
  readonly asked: SuggestionAsked;
  readonly found: Suggestions;
  onLeaveOut(about: string): void;
}

/** The groups that a search found, or why it found none. */
export function Found({ asked, found, onLeaveOut }: FoundProps) {
  const t = translator('suggestions');
  const { site } = useSite();
  const nameOf = useAboutNames();
  const { everyone, items, together } = found;
  const [chosen, choose] = useState<SuggestionDirection | null>(null);
  const of = (direction: SuggestionDirection) => items.filter((item) => item.direction === direction);
  const direction = chosen ?? (of('above').length > 0 || of('below').length === 0 ? 'above' : 'below');
  const members = 'segment' in asked.outcome ? everyone.having : null;
  const list = (about: readonly string[]) => about.map(nameOf).join(', ');
  if (everyone.having === 0 || everyone.having === everyone.size) {
    const which = everyone.having === 0 ? 'nobody' : 'everybody';
    return (
      <Paper>
        <Empty icon={IconUsersMinus} title={t(`empty.${which}`)} compact>
          {t(`empty.${which}Why`)}
        </Empty>
      </Paper>
    );
  }
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="md">
        <Text style={{ flex: '1 1 320px' }} className="wrap-anywhere">
          {t.rich('found.sentence', {
            b: (text) => <b>{text}</b>,
            sentence: found.sentence,
            ...everyone,
            share: formatShare(everyone.having, everyone.size),
          })}
        </Text>
        <SegmentedControl
          aria-label={t('found.direction')}
          value={direction}
          onChange={(value) => choose(value === 'below' ? 'below' : 'above')}
          data={(['above', 'below'] as const).map((value) => ({
            value,
            label: t(`found.${value}`, { count: of(value).length }),
          }))}
        />
      </Group>
      {items.length === 0 ? (
        <Paper>
          <Empty icon={IconBulbOff} title={t('empty.none')} compact>
            {t('empty.noneWhy', { least: found.minimumSize, possible: found.possible })}
          </Empty>
        </Paper>
      ) : of(direction).length === 0 ? (
        <Paper>
          <Empty icon={IconBulbOff} title={t('empty.noneHere')} compact />
        </Paper>
      ) : (
        <ul className={classes.list} aria-label={t('found.list')}>
          {of(direction).map((group) => (
            <GroupCard key={group.sentence} found={group} members={members} onLeaveOut={onLeaveOut} />
          ))}
        </ul>
      )}
      {members !== null && together !== null && direction === 'above' && (
        <Paper p="md" component="section">
          <Group justify="space-between" align="flex-start" gap="md">
            <Stack gap={4} style={{ flex: '1 1 300px' }}>
              <Title order={2} size="h3">
                {t('together.title')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('together.about')}
              </Text>
              <Text className="wrap-anywhere">{together.sentence}</Text>
              <Reach group={together} members={members} />
            </Stack>
            <OpenButton criteria={together.criteria} sentence={together.sentence} />
          </Group>
        </Paper>
      )}
      <Stack gap={2}>
        <Text size="xs" c="dimmed">
          {t('found.corrected', {
            time: formatTime(found.asOf, site.timeZone),
            conditions: found.conditions,
            possible: found.possible,
          })}
        </Text>
        {found.itself.length > 0 && (
          <Text size="xs" c="dimmed">
            {t('found.itself', { list: list(found.itself) })}
          </Text>
        )}
        {found.leftOut.length > 0 && (
          <Text size="xs" c="dimmed">
            {t('found.leftOut', { list: list(found.leftOut) })}
          </Text>
        )}
      </Stack>
    </Stack>
  );
}
