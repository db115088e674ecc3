import { Button, Group, Paper, Text } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { Overlap, OverlapRegion } from '../../api/history.js';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { formatCount, localName } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { proposedHref } from '../proposed.js';
import { barsOf, combinationCriteria, type OverlapMode } from './combination.js';
import classes from './past.module.css';

/** Bars shown until all are asked for. */
const shown = 24;
const barHeight = 150;

interface OverlapBarsProps {
  readonly overlap: Overlap;
  readonly mode: OverlapMode;
  readonly subject: Segment['subject'];
}

/** A bar a combination over dots that say which segments it is of; each bar a click away from a segment of its own. */
export function OverlapBars({ overlap, mode, subject }: OverlapBarsProps) {
  const t = translator('past');
  const [whole, setWhole] = useState(false);
  const bars = barsOf(overlap.regions, mode);
  const rows = whole ? bars : bars.slice(0, shown);
  const most = Math.max(...bars.map((region) => region[mode]));
  return (
    <Paper>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the chart scrolls sideways, which keyboards must reach */}
      <section className={classes.upset} tabIndex={0} aria-label={t('overlap.about', { subject })}>
        <div className={classes.grid} style={{ gridTemplateColumns: `auto repeat(${rows.length}, 40px)` }}>
          <div className={classes.name} />
          {rows.map((region) => (
            <Bar
              key={region.segments.join()}
              region={region}
              overlap={overlap}
              mode={mode}
              most={most}
              subject={subject}
            />
          ))}
          {overlap.segments.map(({ segment, size }) => (
            <Fragment key={segment.id}>
              <Group className={classes.name ?? ''} gap={8} wrap="nowrap" h={34}>
                <Text size="sm" className="one-line" title={localName(segment.name)}>
                  {localName(segment.name)}
                </Text>
                <Text size="xs" c="dimmed" style={{ flex: 'none' }} title={t('overlap.size', { count: size, subject })}>
                  {formatCount(size)}
                </Text>
              </Group>
              {rows.map((region) => (
                <div key={region.segments.join()} className={classes.cell} aria-hidden>
                  <span className={classes.dot} data-in={region.segments.includes(segment.id) || undefined} />
                </div>
              ))}
            </Fragment>
          ))}
        </div>
      </section>
      {!whole && bars.length > shown && (
        <Group p="md" pt={0}>
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
            {t('overlap.showAll', { count: bars.length })}
          </Button>
        </Group>
      )}
    </Paper>
  );
}

function Bar({ region, overlap, mode, most, subject }: OverlapBarsProps & { region: OverlapRegion; most: number }) {
  const t = translator('past');
  const mayEdit = useMay('editor');
  const count = region[mode];
  const names = overlap.segments
    .filter(({ segment }) => region.segments.includes(segment.id))
    .map(({ segment }) => localName(segment.name))
    .join(t('overlap.and'));
  const inside = (
    <>
      <span className={classes.figure}>{formatCount(count)}</span>
      <span className={classes.bar} style={{ height: (barHeight * count) / most }} />
    </>
  );
  if (!mayEdit) {
    return (
      <div className={classes.column} role="img" aria-label={t('overlap.combination', { names, count, subject })}>
        {inside}
      </div>
    );
  }
  const criteria = combinationCriteria(
    region,
    overlap.segments.map(({ segment }) => segment.id),
    mode,
  );
  return (
    <RouteLink
      href={proposedHref({ criteria, name: names, subject })}
      className={classes.column ?? ''}
      aria-label={t('overlap.make', { names, count, subject })}
      title={t('overlap.make', { names, count, subject })}
    >
      {inside}
    </RouteLink>
  );
}
