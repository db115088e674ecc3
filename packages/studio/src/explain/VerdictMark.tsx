import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import classes from './explain.module.css';

const words = { yes: 'met', no: 'not met', open: 'depends on the visit' } as const;

/** A tick, a cross or a question mark: whether a condition holds of somebody. */
export function VerdictMark({ matches }: { matches: boolean | null }) {
  const verdict = matches === null ? 'open' : matches ? 'yes' : 'no';
  const Glyph = matches === null ? IconQuestionMark : matches ? IconCheck : IconX;
  return (
    <span className={classes.mark} data-verdict={verdict} title={words[verdict]}>
      <Glyph size={13} stroke={2.4} aria-hidden />
      <VisuallyHidden>{words[verdict]}:</VisuallyHidden>
    </span>
  );
}
