import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { translator } from '../language/translator.js';
import { CountInput } from './CountInput.js';
import { useTree } from './context.js';
import { countsAll, type PeopleDraft } from './draft.js';
import { GroupCard } from './GroupCard.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';

/** "Has at least 3 people of whom …": what is said of the number; the conditions on each of them stand below. */
export function PeopleCondition({ node }: { node: PeopleDraft }) {
  const t = translator('editor');
  const { replace } = useTree();
  return (
    <>
      <NativeSelect
        aria-label={t('people.has')}
        w="auto"
        value={node.negated ? 'not' : 'has'}
        data={[
          { value: 'has', label: t('people.yes') },
          { value: 'not', label: t('people.no') },
        ]}
        onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <CountInput<PeopleDraft>
        draft={node}
        what="people"
        set={(next, field) => replace(next, field === null ? null : `${field}:${node.id}`)}
      />
      <NativeSelect
        aria-label={t('people.measure')}
        w="auto"
        value={node.measure}
        data={[
          { value: 'count', label: t('people.count') },
          { value: 'share', label: t('people.share') },
        ]}
        onChange={(event) => replace({ ...node, measure: event.currentTarget.value === 'share' ? 'share' : 'count' })}
      />
      <span className={classes.word}>{t(countsAll(node) ? 'people.all' : 'people.each')}</span>
    </>
  );
}

/** What each of the people counted has to satisfy. */
PeopleCondition.Each = function Each({ node }: { node: PeopleDraft }) {
  const { editing } = useTree();
  const scope = useMemo((): PaletteScope => ({ of: 'visitor', editing }), [editing]);
  return (
    <div className={classes.where}>
      <GroupCard group={node.of} scope={scope} outermost />
    </div>
  );
};
