import { Text, VisuallyHidden } from '@mantine/core';
import type { Lift } from '../../api/insight.js';
import { translator } from '../../language/translator.js';
import { formatFactor, formatInterval } from '../../shell/format.js';
import classes from './insight.module.css';

/** The scale reaches from an eighth to eight times as usual; what lies beyond stands at its end. */
const reach = 3;

/** A factor's place between the ends of the scale in per cent; doubling is as far as halving. */
function place(factor: number): number {
  if (factor <= 0) return 0;
  return 50 + (50 * Math.max(-reach, Math.min(reach, Math.log2(factor)))) / reach;
}

/** Whether what usual is lies outside the interval. */
export function isUnlike(lift: Lift): boolean {
  return lift.low > 1 || lift.high < 1;
}

/** How many times as usual something is, with its interval, over a line at "as usual". */
export function LiftMark({ lift }: { lift: Lift | null }) {
  const t = translator('insight');
  if (lift === null) {
    return (
      <Text size="xs" c="dimmed">
        {t('compare.noLift')}
      </Text>
    );
  }
  const words = t('compare.interval', { value: formatFactor(lift.value), ...formatInterval(lift) });
  const [from, to] = [place(lift.low), place(lift.high)];
  return (
    <div className={classes.lift} title={isUnlike(lift) ? words : `${words} (${t('compare.chance')})`}>
      <span className={classes.factor} data-unlike={isUnlike(lift) || undefined} aria-hidden>
        ×{formatFactor(lift.value)}
      </span>
      <span className={classes.scale} aria-hidden>
        <span className={classes.usual} />
        <span
          className={classes.interval}
          data-unlike={isUnlike(lift) || undefined}
          style={{ insetInlineStart: `${from}%`, width: `${Math.max(1, to - from)}%` }}
        />
        <span
          className={classes.point}
          data-unlike={isUnlike(lift) || undefined}
          style={{ insetInlineStart: `${place(lift.value)}%` }}
        />
      </span>
      <VisuallyHidden>{isUnlike(lift) ? words : `${words}, ${t('compare.chance')}`}</VisuallyHidden>
    </div>
  );
}
