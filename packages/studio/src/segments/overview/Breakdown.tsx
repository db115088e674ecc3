import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import type { ComparedPeople, Distribution } from '../../api/insight.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { aspectCode } from '../insight/aspect.js';
import classes from '../insight/insight.module.css';
import { rowLabel } from '../insight/row-label.js';
import { ShareBars } from '../insight/ShareBars.js';

/** Rows shown of one attribute; the comparison has all. */
const shown = 6;

interface BreakdownProps {
  readonly segment: Segment;
  readonly distribution: Distribution;
  readonly people: ComparedPeople;
  readonly title: string;
}

/** How members are spread over one attribute, beside everyone. */
export function Breakdown({ segment, distribution, people, title }: BreakdownProps) {
  const t = translator('insight');
  const rows = distribution.rows.filter((row) => row.segment > 0 || row.everyone > 0);
  const by = new URLSearchParams({ tab: 'compare', by: aspectCode(distribution.of) });
  return (
    <Paper p="md" component="section" aria-label={title}>
      <Group justify="space-between" align="baseline" mb="sm" wrap="nowrap">
        <Title order={3} className="wrap-anywhere">
          {title}
        </Title>
        <Anchor
          component={RouteLink}
          href={`/segments/${segment.id}?${by}`}
          size="xs"
          style={{ flex: 'none' }}
          aria-label={t('overview.moreOf', { aspect: title })}
        >
          {t('overview.more')}
        </Anchor>
      </Group>
      <ul className={classes.list}>
        {rows.slice(0, shown).map((row) => (
          <li key={JSON.stringify(row.is)}>
            <Text size="sm" className="one-line" title={rowLabel(row.is)} mb={2}>
              {rowLabel(row.is)}
            </Text>
            <ShareBars part={row} of={people} subject={segment.subject} />
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('overview.also', { count: rows.length - shown })}
        </Text>
      )}
    </Paper>
  );
}
