import { Button, Text } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useId } from 'react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { GroupDraft } from './draft.js';
import { exclusionOf, withExclusion } from './exclusion.js';
import classes from './exclusion.module.css';
import { GroupCard } from './GroupCard.js';
import type { PaletteScope } from './vocabulary.js';

interface ExclusionProps {
  readonly root: GroupDraft;
  readonly scope: PaletteScope;
}

/** Who is left out, apart from who is meant: whoever satisfies any of it is no member, whatever else holds. */
export function Exclusion({ root, scope }: ExclusionProps) {
  const t = translator('editor');
  const tree = useTree();
  const heading = useId();
  const exclusion = exclusionOf(root);
  if (root.of.length === 0) return null;
  if (exclusion === null) {
    return (
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUserMinus size={15} aria-hidden />}
          onClick={() => {
            const made = withExclusion(tree.root());
            tree.changeRoot(() => made.root);
            tree.setTarget(made.exclusion.id);
            tree.focus(made.exclusion.id);
          }}
        >
          {t('exclusion.add', { subject: tree.subject })}
        </Button>
      </div>
    );
  }
  return (
    <section className={classes.exclusion} aria-labelledby={heading}>
      <Text id={heading} component="h2" className={classes.title}>
        <IconUserMinus size={17} aria-hidden />
        {t('exclusion.title')}
      </Text>
      <Text size="xs" c="dimmed" mb={8}>
        {t('exclusion.about', { subject: tree.subject })}
      </Text>
      <GroupCard group={exclusion} scope={scope} outermost={false} after leavesOut />
    </section>
  );
}
