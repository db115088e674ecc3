import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { DistributionRow } from '../../api/insight.js';
import { translator } from '../../language/translator.js';
import { formatCount, formatShare } from '../../shell/format.js';
import classes from '../insight/insight.module.css';

interface CompositionProps {
  /** Of the property `profile.known`. */
  readonly rows: readonly DistributionRow[];
  readonly members: number;
  /** Members with any event in the last days. */
  readonly active: number | null;
  readonly days: number;
}

/** How many members are known users and how many guests, and how many of them were there of late. */
export function Composition({ rows, members, active, days }: CompositionProps) {
  const t = translator('insight');
  const count = (known: boolean) => rows.find(({ is }) => is.kind === 'value' && is.value === known)?.segment ?? 0;
  const parts = [
    { label: t('overview.known'), people: count(true), colour: 'var(--k-known)' },
    { label: t('overview.guests'), people: count(false), colour: 'var(--k-guests)' },
  ];
  return (
    <Paper p="md" component="section">
      <Title order={2} mb="md">
        {t('overview.composition')}
      </Title>
      <div className={classes.split} aria-hidden>
        {parts.map(({ label, people, colour }) => (
          <div key={label} style={{ width: `${members === 0 ? 0 : (100 * people) / members}%`, background: colour }} />
        ))}
      </div>
      <Group gap="xl" mt="md">
        {parts.map(({ label, people, colour }) => (
          <Figure key={label} label={label} people={people} of={members} colour={colour} />
        ))}
        {active !== null && <Figure label={t('overview.active', { days })} people={active} of={members} />}
      </Group>
    </Paper>
  );
}

function Figure({ label, people, of, colour }: { label: string; people: number; of: number; colour?: string }) {
  const t = translator('insight');
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {colour !== undefined && (
          <span
            aria-hidden
            style={{
              display: 'inline-block',
              width: 10,
              height: 10,
              borderRadius: 3,
              background: colour,
              marginInlineEnd: 6,
            }}
          />
        )}
        {label}
      </Text>
      <Text fw={620} size="lg">
        {formatCount(people)}
      </Text>
      <Text size="xs" c="dimmed">
        {t('overview.ofMembers', { share: formatShare(people, of) })}
      </Text>
    </Stack>
  );
}
