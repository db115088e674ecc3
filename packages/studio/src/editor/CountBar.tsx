import { Anchor, Text } from '@mantine/core';
import { formatCount } from '../shell/format.js';
import classes from './editor.module.css';
import type { LiveAnswer } from './usePreview.js';

/** On a phone the answer is far below the conditions; this keeps the number in sight. Readers hear the answer itself. */
export function CountBar({ live, empty }: { live: LiveAnswer; empty: boolean }) {
  const { answer, state } = live;
  if (answer === null || empty) return null;
  const { certain, possible, exact } = answer;
  const accounts = live.audience?.subject === 'account';
  return (
    <div className={classes.countBar}>
      <Text fw={600} style={{ opacity: state === 'settled' ? 1 : 0.5 }} aria-hidden>
        {exact ? formatCount(certain.total) : `${formatCount(certain.total)} to ${formatCount(possible.total)}`}{' '}
        {accounts ? 'accounts' : 'people'}
      </Text>
      <Anchor
        href="#live-answer"
        size="sm"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('live-answer')?.scrollIntoView({ behavior: 'smooth' });
        }}
      >
        {accounts ? 'Which they are' : 'Who they are'}
      </Anchor>
    </div>
  );
}
