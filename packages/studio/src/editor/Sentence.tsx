import type { SegmentSubject } from '@kindred/criteria';
import { Spoiler, Text } from '@mantine/core';
import { memo } from 'react';
import { translator } from '../language/translator.js';
import classes from './editor.module.css';

/**
 * The height of five lines of 15 px × 1.55, a part of a pixel up: a sentence of hundreds of conditions is shown whole only
 * where that is wanted, and no line of it in half.
 */
const fiveLines = 117;

interface SentenceProps {
  readonly text: string | null;
  readonly subject: SegmentSubject;
  readonly empty: boolean;
  /** Whether something is being written that cannot be read yet: the sentence is of what was there before. */
  readonly stale: boolean;
}

/** The conditions as a sentence, or why there is none yet. */
export const Sentence = memo(function Sentence({ text, subject, empty, stale }: SentenceProps) {
  const t = translator('editor');
  return (
    <div className={classes.sentence} data-quiet={text === null || stale || undefined}>
      {stale && !empty && (
        <Text size="xs" component="p" m={0} mb={4}>
          {t('sentence.before')}
        </Text>
      )}
      <Spoiler maxHeight={fiveLines} showLabel={t('sentence.more')} hideLabel={t('sentence.less')}>
        <Text size="md" component="p" m={0}>
          {text ?? (empty ? t('sentence.empty', { subject }) : t('sentence.unfinished'))}
        </Text>
      </Spoiler>
    </div>
  );
});
