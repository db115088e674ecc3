import { VisuallyHidden } from '@mantine/core';
import { useContext } from 'react';
import type { CountBound } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount, formatShare } from '../shell/format.js';
import { EditorView, useFacts, useTree } from './context.js';
import classes from './count.module.css';

/**
 * How many satisfy a condition or group by itself, as a number and a share, and how many are left after it. Where these
 * are of conditions as they were before, the whole tree says so (`data-counts`), and no number is drawn anew for it.
 */
export function NodeCountBadge({ id, after }: { id: string; after: boolean }) {
  const t = translator('editor');
  const { count } = useFacts(id);
  const { everyone } = useContext(EditorView);
  const { subject } = useTree();
  if (count === null || everyone === null) return null;
  const words = { number: bound(count), share: formatShare(count.possible, everyone), subject };
  const left = after ? count.left : null;
  return (
    <div className={classes.count} data-none={count.possible === 0 || undefined} data-testid="node-count">
      <span className={classes.number} title={t('count.title', words)}>
        {bound(count)}
      </span>
      <span className={classes.before}>
        <VisuallyHidden>{t('count.before')}</VisuallyHidden>
      </span>
      <span className={classes.share} aria-hidden>
        <span style={{ inlineSize: `${everyone === 0 ? 0 : Math.min(100, (100 * count.possible) / everyone)}%` }} />
      </span>
      {left !== null && (
        <span className={classes.left} data-none={left.possible === 0 || undefined} title={t('count.leftTitle')}>
          {t('count.left', { number: bound(left) })}
        </span>
      )}
    </div>
  );
}

/** A number, or "2–5" where it depends on the visit. */
function bound({ certain, possible }: CountBound): string {
  return certain === possible ? formatCount(certain) : `${formatCount(certain)}–${formatCount(possible)}`;
}
