import { Anchor, Text } from '@mantine/core';
import { translator } from '../language/translator.js';
import { formatCount } from '../shell/format.js';
import classes from './editor.module.css';
import type { LiveAnswer } from './usePreview.js';

/** On a phone the answer is far below the conditions; this keeps the number in sight. Readers hear the answer itself. */
export function CountBar({ live, empty, unread }: { live: LiveAnswer; empty: boolean; unread: boolean }) {
  const t = translator('editor');
  const { answer, state } = live;
  if (answer === null || empty) return null;
  const { certain, possible, exact } = answer;
  const subject = live.audience?.subject ?? 'person';
  return (
    <div className={classes.countBar}>
      <Text fw={600} style={{ opacity: state === 'settled' && !unread ? 1 : 0.5 }} aria-hidden>
        {exact
          ? t('answer.short', { count: certain.total, subject })
          : `${formatCount(certain.total)}–${formatCount(possible.total)}`}
      </Text>
      <Anchor
        href="#live-answer"
        size="sm"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('live-answer')?.scrollIntoView({ behavior: 'smooth' });
        }}
      >
        {t(subject === 'account' ? 'who.accounts' : 'who.title')}
      </Anchor>
    </div>
  );
}
