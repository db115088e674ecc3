import { IconBinaryTree2 } from '@tabler/icons-react';
import { useContext } from 'react';
import { translator } from '../language/translator.js';
import { Siblings, useTree } from './context.js';
import type { PropertyDraft } from './draft.js';
import { RowNote } from './RowNote.js';
import { meansNoneBelow, withBelow } from './with-below.js';

/** Beside a condition that names organizations: that those below them are not meant, and the way to mean them too. */
export function WithBelow({ node }: { node: PropertyDraft }) {
  const t = translator('editor');
  const tree = useTree();
  const siblings = useContext(Siblings);
  if (!meansNoneBelow(node, siblings)) return null;
  return (
    <RowNote
      icon={IconBinaryTree2}
      says={t('below.not')}
      offers={t('below.also')}
      take={() => {
        const group = withBelow(node);
        tree.replace(group);
        tree.focus(group.of[0]?.id ?? group.id);
      }}
    />
  );
}
