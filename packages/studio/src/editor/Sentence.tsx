import { Spoiler, Text } from '@mantine/core';
import { memo } from 'react';
import { translator } from '../language/translator.js';
import classes from './editor.module.css';

/**
 * The height of five lines of 15 px × 1.55, a part of a pixel up: a sentence of hundreds of conditions is shown whole only
 * where that is wanted, and no line of it in half.
 */
const fiveLines = 117;

/** The conditions as a sentence, or why there is none yet. */
export const Sentence = memo(function Sentence({ text, empty }: { text: string | null; empty: boolean }) {
  const t = translator('editor');
  return (
    <div className={classes.sentence} data-quiet={text === null || undefined}>
      <Spoiler maxHeight={fiveLines} showLabel={t('sentence.more')} hideLabel={t('sentence.less')}>
        <Text size="md" component="p" m={0}>
          {text ?? t(empty ? 'sentence.empty' : 'sentence.unfinished')}
        </Text>
      </Spoiler>
    </div>
  );
});
