import { memo, useEffect, useRef, useState } from 'react';
import { ConditionRow } from './ConditionRow.js';
import { useTree } from './context.js';
import type { ConditionDraft } from './draft.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';

/** So many conditions are drawn at once; of more, only those near what is seen are drawn with their inputs. */
export const drawnAtOnce = 60;

/** How far from what is seen a row is drawn already. */
const nearby = '800px 0px';

interface LazyRowProps {
  readonly node: ConditionDraft;
  readonly scope: PaletteScope;
  readonly after: boolean;
}

/** A condition that is drawn once it comes near, or has the focus: of 500, the inputs of a few dozen are there. */
export const LazyRow = memo(function LazyRow({ node, scope, after }: LazyRowProps) {
  const tree = useTree();
  const place = useRef<HTMLButtonElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: nearby },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  if (near) return <ConditionRow node={node} scope={scope} after={after} />;
  return (
    <button
      ref={place}
      type="button"
      id={node.id}
      className={classes.faraway}
      onFocus={() => {
        setNear(true);
        tree.focus(node.id);
      }}
    >
      {subjectOf(node)}
    </button>
  );
});

/** What a condition is about, by the name that it goes by in the criteria. */
function subjectOf(node: ConditionDraft): string {
  switch (node.kind) {
    case 'property':
      return node.property;
    case 'event':
      return node.event;
    case 'sequence':
      return node.steps.map((step) => step.event).join(', ');
    case 'segment':
      return node.segment;
    case 'bucket':
      return node.salt;
    default:
      return '…';
  }
}
