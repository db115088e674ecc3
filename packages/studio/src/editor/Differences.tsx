import { Group, SegmentedControl, Text } from '@mantine/core';
import type { Difference, Preview } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount } from '../shell/format.js';
import classes from './answer.module.css';
import type { Whom } from './usePreview.js';

interface DifferencesProps {
  readonly answer: Preview;
  /** Whom the list below shows. */
  readonly shown: Whom['who'];
  show(who: Whom['who']): void;
  readonly stale: boolean;
}

const whom: readonly Whom['who'][] = ['matching', 'entering', 'leaving'];

/** Who would enter and who would leave if this were saved, with the choice to list them. */
export function Differences({ answer, shown, show, stale }: DifferencesProps) {
  const t = translator('editor');
  const entering = boundsOf(answer.entering);
  const leaving = boundsOf(answer.leaving);
  return (
    <div className={classes.differences} data-testid="differences">
      <Text size="sm" fw={600}>
        {t('difference.title')}
      </Text>
      <Group gap="lg" className={stale ? (classes.waiting ?? '') : ''}>
        <Text size="sm">
          <strong className={classes.entering}>+{entering}</strong> {t('difference.enter')}
        </Text>
        <Text size="sm">
          <strong className={classes.leaving}>−{leaving}</strong> {t('difference.leave')}
        </Text>
      </Group>
      <SegmentedControl
        fullWidth
        size="xs"
        transitionDuration={0}
        aria-label={t('difference.list')}
        value={shown}
        onChange={(value) => {
          const chosen = whom.find((each) => each === value);
          if (chosen !== undefined) show(chosen);
        }}
        data={whom.map((value) => ({ value, label: t(`difference.${value}`) }))}
      />
    </div>
  );
}

/** How many may enter or leave, at most; 0 where nothing was compared. */
export function changesOf(answer: Preview | null): number {
  return (answer?.entering?.possible.total ?? 0) + (answer?.leaving?.possible.total ?? 0);
}

/** One number, or two where it depends on the visit. */
export function between(low: number, high: number): string {
  if (low === high) return formatCount(low);
  return translator('editor')('answer.lowToHigh', { low: formatCount(low), high: formatCount(high) });
}

function boundsOf(difference: Difference | undefined): string {
  return between(difference?.certain.total ?? 0, difference?.possible.total ?? 0);
}
