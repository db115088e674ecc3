import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { Failed } from '../shell/states.js';
import { Figures, spoken } from './Figures.js';
import classes from './instants.module.css';
import { MomentChoice } from './MomentChoice.js';
import { earlierOf, type Moment } from './moment.js';
import { type Compared, type ThenAndNow, useThenAndNow } from './useThenAndNow.js';

interface ComparisonProps extends Omit<Compared, 'earlier'> {
  readonly subject: 'person' | 'account';
  readonly moment: Moment | null;
  setMoment(moment: Moment | null): void;
  /** Tells one asking from the next of the same. */
  readonly round: string;
  /** More about an answer that is the newest. */
  more?(answer: ThenAndNow, compared: Compared): ReactNode;
}

/** An audience then and now: the choice of when, both figures, and what is known of then only as it is now. */
export function Comparison({ audience, against, subject, moment, setMoment, round, more }: ComparisonProps) {
  const t = translator('instants');
  const { site } = useSite();
  const earlier = earlierOf(moment, site.timeZone);
  const compared = { audience, against, earlier };
  const found = useThenAndNow(compared, round);
  const { data } = found;
  const settled = data !== undefined && !found.isPlaceholderData && earlier !== null;
  return (
    <Stack gap="sm" className={classes.comparison ?? ''} data-testid="then-and-now">
      <MomentChoice moment={moment} setMoment={setMoment} />
      <VisuallyHidden role="status">{settled ? spoken(data, subject, site.timeZone) : ''}</VisuallyHidden>
      {earlier !== null && found.isError && (
        <Failed title={t('failed')} error={found.error} retry={() => found.refetch()} />
      )}
      {earlier !== null && !found.isError && data === undefined && (
        <Skeleton height={120} role="status" aria-label={t('counting')} />
      )}
      {earlier !== null && !found.isError && data !== undefined && (
        <div className={settled ? '' : classes.waiting} aria-busy={!settled}>
          <Figures answer={data} subject={subject} />
        </div>
      )}
      {settled && more?.(data, compared)}
    </Stack>
  );
}
