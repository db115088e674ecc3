import { Group, Paper, Title } from '@mantine/core';
import type { DistributionRow } from '../../api/insight.js';
import { translator } from '../../language/translator.js';
import { formatShare } from '../../shell/format.js';
import classes from '../insight/insight.module.css';
import { Figure } from './Figure.js';

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
  const ofMembers = (people: number) => t('overview.ofMembers', { share: formatShare(people, members) });
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
          <Figure key={label} label={label} value={people} detail={ofMembers(people)} colour={colour} />
        ))}
        {active !== null && <Figure label={t('overview.active', { days })} value={active} detail={ofMembers(active)} />}
      </Group>
    </Paper>
  );
}
