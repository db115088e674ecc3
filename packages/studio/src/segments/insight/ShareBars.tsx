import { Text } from '@mantine/core';
import type { ComparedPeople } from '../../api/insight.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { formatShare } from '../../shell/format.js';
import classes from './insight.module.css';

interface ShareBarsProps {
  readonly part: ComparedPeople;
  readonly of: ComparedPeople;
  /** What is counted. */
  readonly subject: Segment['subject'];
}

/** The share of a segment over that of everyone, as two bars with their figures. */
export function ShareBars({ part, of, subject }: ShareBarsProps) {
  const t = translator('segments');
  return (
    <div className={classes.bars}>
      <Bar part={part.segment} of={of.segment} colour="var(--k-known)" />
      <Text size="xs" fw={600} ta="end" title={t('report.members', { count: part.segment, subject })}>
        {formatShare(part.segment, of.segment)}
      </Text>
      <Bar part={part.everyone} of={of.everyone} colour="var(--k-everyone)" />
      <Text size="xs" c="dimmed" ta="end" title={t('report.members', { count: part.everyone, subject })}>
        {formatShare(part.everyone, of.everyone)}
      </Text>
    </div>
  );
}

function Bar({ part, of, colour }: { part: number; of: number; colour: string }) {
  return (
    <div className={classes.track} aria-hidden>
      <div
        className={classes.fill}
        style={{ width: `${of === 0 ? 0 : Math.min(100, (100 * part) / of)}%`, background: colour }}
      />
    </div>
  );
}
