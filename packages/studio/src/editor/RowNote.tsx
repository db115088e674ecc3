import type { Icon } from '@tabler/icons-react';
import classes from './tree.module.css';

interface RowNoteProps {
  readonly icon: Icon;
  readonly says: string;
  /** What can be done about it, in words. */
  readonly offers: string;
  take(): void;
}

/** Something worth knowing of a condition or group, below it, with a way to have it otherwise. */
export function RowNote({ icon: Glyph, says, offers, take }: RowNoteProps) {
  return (
    <p className={classes.note}>
      <Glyph size={14} aria-hidden />
      {says}
      <button type="button" onClick={take}>
        {offers}
      </button>
    </p>
  );
}
