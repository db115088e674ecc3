import { IconBinaryTree2 } from '@tabler/icons-react';
import { useContext } from 'react';
import { translator } from '../language/translator.js';
import { Siblings, useTree } from './context.js';
import type { PropertyDraft } from './draft.js';
import classes from './tree.module.css';
import { meansNoneBelow, withBelow } from './with-below.js';

/** Beside a condition that names organizations: that those below them are not meant, and the way to mean them too. */
export function WithBelow({ node }: { node: PropertyDraft }) {
  const t = translator('editor');
  const tree = useTree();
  const siblings = useContext(Siblings);
  if (!meansNoneBelow(node, siblings)) return null;
  return (
    <p className={classes.muted}>
      <IconBinaryTree2 size={14} aria-hidden />
      {t('below.not')}
      <button
        type="button"
        onClick={() => {
          const group = withBelow(node);
          tree.replace(group);
          tree.focus(group.of[0]?.id ?? group.id);
        }}
      >
        {t('below.also')}
      </button>
    </p>
  );
}
