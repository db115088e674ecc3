import 'uplot/dist/uPlot.min.css';
import { Table, useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { GrowthBucket } from '../../api/history.js';
import { useSite } from '../../api/session.js';
import { presentLocale, translator } from '../../language/translator.js';
import { formatCount } from '../../shell/format.js';
import classes from '../segments.module.css';

const height = 240;
/** With the legend below it. */
export const chartHeight = height + 28;
/** Room for the first and the last bar, in seconds. */
const halfDay = 43_200;
const whole = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 1e7];

/** Without those found by counting the past, who did not enter on the day on which they were found. */
function movesOf({ entered, exited, causes }: GrowthBucket) {
  return { entered: entered - (causes.backfill?.entered ?? 0), exited: exited - (causes.backfill?.exited ?? 0) };
}

/** The size as a line over enters (up) and exits (down) of each day; the same as a table for screen readers. */
export function GrowthChart({ buckets }: { buckets: readonly GrowthBucket[] }) {
  const t = translator('past');
  const { site } = useSite();
  const { ref: frame, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides the colours that are read from the page
  useEffect(() => {
    const element = host.current;
    if (element === null || width < 80) return;
    const chart = new UPlot(
      optionsOf(width, site.timeZone),
      [
        buckets.map(({ start }) => Date.parse(start) / 1000 + halfDay),
        buckets.map((bucket) => movesOf(bucket).entered),
        buckets.map((bucket) => -movesOf(bucket).exited),
        buckets.map(({ size }) => size),
      ],
      element,
    );
    return () => chart.destroy();
  }, [buckets, width, scheme, site.timeZone]);

  return (
    <div ref={frame}>
      <div ref={host} className={classes.chart} aria-hidden dir="ltr" />
      <VisuallyHidden>
        <Table>
          <caption>{t('growth.table')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('growth.day')}</Table.Th>
              <Table.Th>{t('growth.size')}</Table.Th>
              <Table.Th>{t('growth.entered')}</Table.Th>
              <Table.Th>{t('growth.left')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {buckets.map((bucket) => (
              <Table.Tr key={bucket.start}>
                <Table.Td>{shortDay(Date.parse(bucket.start), site.timeZone)}</Table.Td>
                <Table.Td>{bucket.size === null ? t('growth.notKept') : formatCount(bucket.size)}</Table.Td>
                <Table.Td>{formatCount(movesOf(bucket).entered)}</Table.Td>
                <Table.Td>{formatCount(movesOf(bucket).exited)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </div>
  );
}

function shortDay(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat(presentLocale(), { day: 'numeric', month: 'short', timeZone }).format(ms);
}

function optionsOf(width: number, timeZone: string): UPlot.Options {
  const t = translator('past');
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const line = colour('--k-line');
  const axis = {
    stroke: colour('--mantine-color-dimmed'),
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1, size: 4 },
    font: `11px ${style.getPropertyValue('--mantine-font-family')}`,
    size: 52,
  };
  const bars = UPlot.paths.bars?.({ size: [0.62, 26], radius: 0.2 });
  const figure = (_: UPlot, value: number | null) => (value === null ? '–' : formatCount(Math.abs(value)));
  const moves = (label: string, fill: string): UPlot.Series => ({
    label,
    fill,
    stroke: fill,
    width: 0,
    scale: 'moves',
    points: { show: false },
    value: figure,
    ...(bars === undefined ? {} : { paths: bars }),
  });
  const counts = (_: UPlot, splits: number[]) => splits.map((value) => formatCount(Math.abs(value)));
  return {
    width,
    height,
    cursor: { drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: (_, min, max) => [min - halfDay, max + halfDay] },
      size: {
        range: (_, min, max) => [Math.max(0, min - Math.max(1, (max - min) / 2)), max + Math.max(1, (max - min) / 5)],
      },
    },
    axes: [
      { ...axis, size: 32, values: (_, splits) => splits.map((seconds) => shortDay(seconds * 1000, timeZone)) },
      { ...axis, scale: 'moves', incrs: whole, values: counts },
      { ...axis, scale: 'size', side: 1, incrs: whole, values: counts, grid: { show: false } },
    ],
    series: [
      { value: (_, seconds) => (seconds === null ? '' : shortDay(seconds * 1000, timeZone)), label: t('growth.day') },
      moves(t('growth.entered'), colour('--k-known')),
      moves(t('growth.left'), '#d97320'),
      {
        label: t('growth.size'),
        scale: 'size',
        stroke: colour('--k-ink-strong'),
        width: 2,
        // A line needs two days; the first one alone is a point.
        points: { size: 6 },
        spanGaps: false,
        value: figure,
      },
    ],
  };
}
