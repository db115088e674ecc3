import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { translator } from '../../language/translator.js';
import { rangeOf, ranges } from './days-ago.js';

/** How far back a page looks, kept in its address. */
export function useRange(): number {
  const [parameters] = useSearchParams();
  return rangeOf(parameters.get('days'));
}

export function RangeControl() {
  const t = translator('past');
  const [parameters, setParameters] = useSearchParams();
  return (
    <SegmentedControl
      aria-label={t('growth.range')}
      value={String(rangeOf(parameters.get('days')))}
      onChange={(value) =>
        setParameters(
          (before) => {
            before.set('days', value);
            return before;
          },
          { replace: true },
        )
      }
      data={ranges.map((days) => ({ value: String(days), label: t('growth.days', { days }) }))}
    />
  );
}
