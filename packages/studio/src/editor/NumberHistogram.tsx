import { useQuery } from '@tanstack/react-query';
import { useSite } from '../api/session.js';
import type { Histogram } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount, formatNumber } from '../shell/format.js';
import classes from './histogram.module.css';

interface NumberHistogramProps {
  readonly property: string;
  readonly event: string | null;
  /** Whether a number satisfies what is asked so far; null where nothing is asked yet. */
  readonly satisfies: ((value: number) => boolean) | null;
  /** Takes a number over as the value. */
  pick(value: number): void;
}

/** How the numbers of a property are spread, what is asked for in colour; a click takes the beginning of a bar over. */
export function NumberHistogram({ property, event, satisfies, pick }: NumberHistogramProps) {
  const t = translator('editor');
  const { site, request } = useSite();
  const { data } = useQuery({
    queryKey: [site.id, 'vocabulary', 'histogram', property, event],
    queryFn: ({ signal }) => request<Histogram>('/properties/histogram', { query: { property, event }, signal }),
    staleTime: 60_000,
  });
  if (data === undefined || data.minimum === null || data.maximum === null || data.bars.length < 2) return null;
  const most = Math.max(...data.bars.map(({ count }) => count));
  const from = formatNumber(data.minimum);
  const to = formatNumber(data.maximum);
  return (
    <div className={classes.histogram}>
      <div className={classes.bars} role="img" aria-label={t('spread.label', { count: data.count, from, to })}>
        {data.bars.map((bar) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: a short cut for pointers; the number is typed in the input above
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <span
            key={bar.from}
            title={t('spread.bar', {
              count: formatCount(bar.count),
              from: formatNumber(bar.from),
              to: formatNumber(bar.to),
            })}
            data-in={satisfies?.((bar.from + bar.to) / 2) || undefined}
            onClick={() => pick(rounded(bar.from, data.maximum === null ? 0 : data.maximum - (data.minimum ?? 0)))}
          >
            <span
              style={{ blockSize: `${most === 0 ? 0 : Math.max(bar.count > 0 ? 4 : 0, (100 * bar.count) / most)}%` }}
            />
          </span>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{from}</span>
        <span>{to}</span>
      </div>
    </div>
  );
}

/** A number as one would write it, three digits of the whole spread. */
function rounded(value: number, spread: number): number {
  const digits = Math.max(0, 3 - Math.floor(Math.log10(Math.max(spread, 1e-9))) - 1);
  return Number(value.toFixed(Math.min(digits, 9)));
}
