import 'uplot/dist/uPlot.min.css';
import { Table, useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { Report } from '../api/types.js';
import { presentLocale, translator } from '../language/translator.js';
import classes from './segments.module.css';

const height = 220;
/** Room for the first and the last bar, in seconds. */
const halfDay = 43_200;

/** Enters upwards and exits downwards, a pair of bars for each day; the same as a table for screen readers. */
export function DaysChart({ days }: { days: Report['days'] }) {
  const t = translator('segments');
  const { ref: frame, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides the colours that are read from the page
  useEffect(() => {
    const element = host.current;
    if (element === null || width < 80) return;
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const line = colour('--k-line');
    const axis = {
      stroke: colour('--mantine-color-dimmed'),
      grid: { stroke: line, width: 1 },
      ticks: { stroke: line, width: 1, size: 4 },
      font: `11px ${style.getPropertyValue('--mantine-font-family')}`,
    };
    const bars = UPlot.paths.bars?.({ size: [0.62, 26], radius: 0.2 });
    const series = (label: string, fill: string): UPlot.Series => ({
      label,
      fill,
      stroke: fill,
      width: 0,
      points: { show: false },
      value: (_, value) => (value === null ? '–' : String(Math.abs(value))),
      ...(bars === undefined ? {} : { paths: bars }),
    });
    const chart = new UPlot(
      {
        width,
        height,
        cursor: { drag: { x: false, y: false } },
        scales: { x: { time: true, range: (_, min, max) => [min - halfDay, max + halfDay] } },
        axes: [
          { ...axis, values: (_, splits) => splits.map((seconds) => shortDay(seconds)) },
          {
            ...axis,
            size: 46,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 5e4, 1e5, 1e6],
            values: (_, splits) => splits.map((value) => String(Math.abs(value))),
          },
        ],
        series: [
          { value: (_, seconds) => (seconds === null ? '' : shortDay(seconds)), label: t('report.day') },
          series(t('report.entered'), colour('--k-known')),
          series(t('report.left'), '#d97320'),
        ],
      },
      [
        days.map((day) => Date.parse(`${day.day.slice(0, 10)}T12:00:00`) / 1000),
        days.map((day) => day.entered),
        days.map((day) => -day.exited),
      ],
      element,
    );
    return () => chart.destroy();
  }, [days, width, scheme, t]);

  return (
    <div ref={frame}>
      <div ref={host} className={classes.chart} aria-hidden />
      <VisuallyHidden>
        <Table>
          <caption>{t('report.changes')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('report.day')}</Table.Th>
              <Table.Th>{t('report.entered')}</Table.Th>
              <Table.Th>{t('report.left')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((day) => (
              <Table.Tr key={day.day}>
                <Table.Td>{day.day}</Table.Td>
                <Table.Td>{day.entered}</Table.Td>
                <Table.Td>{day.exited}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </div>
  );
}

function shortDay(seconds: number): string {
  return new Intl.DateTimeFormat(presentLocale(), { day: 'numeric', month: 'short' }).format(new Date(seconds * 1000));
}
