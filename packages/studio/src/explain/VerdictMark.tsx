import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import classes from './explain.module.css';

/** A tick, a cross or a question mark: whether a condition holds of somebody. */
export function VerdictMark({ matches }: { matches: boolean | null }) {
  const t = translator('explain');
  const verdict = matches === null ? 'open' : matches ? 'yes' : 'no';
  const Glyph = matches === null ? IconQuestionMark : matches ? IconCheck : IconX;
  return (
    <span className={classes.mark} data-verdict={verdict} title={t(`verdict.${verdict}`)}>
      <Glyph size={13} stroke={2.4} aria-hidden />
      <VisuallyHidden>{t(`verdict.${verdict}`)}:</VisuallyHidden>
    </span>
  );
}
