import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { CountInput } from './CountInput.js';
import { useTree } from './context.js';
import type { PeopleDraft } from './draft.js';
import { GroupCard } from './GroupCard.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';

/** "Has at least 3 people of whom …": what is said of the number; the conditions on each of them stand below. */
export function PeopleCondition({ node }: { node: PeopleDraft }) {
  const { replace } = useTree();
  return (
    <>
      <NativeSelect
        aria-label="Has or has not"
        w="auto"
        value={node.negated ? 'not' : 'has'}
        data={[
          { value: 'has', label: 'has' },
          { value: 'not', label: 'does not have' },
        ]}
        onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <CountInput<PeopleDraft>
        draft={node}
        what="people"
        set={(next, field) => replace(next, field === null ? null : `${field}:${node.id}`)}
      />
      <NativeSelect
        aria-label="People or a share of them"
        w="auto"
        value={node.measure}
        data={[
          { value: 'count', label: 'people' },
          { value: 'share', label: 'percent of its people' },
        ]}
        onChange={(event) => replace({ ...node, measure: event.currentTarget.value === 'share' ? 'share' : 'count' })}
      />
      <span className={classes.word}>of whom, each by themselves:</span>
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
