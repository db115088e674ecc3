import { IconHistory } from '@tabler/icons-react';
import { useEventNames } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { PropertyDraft } from './draft.js';
import { hasPast, inAnyVisit } from './past-visits.js';
import { RowNote } from './RowNote.js';

/** Beside a condition on the present visit: the way to the same of any visit, which counts the past and has members. */
export function AnyVisit({ node }: { node: PropertyDraft }) {
  return hasPast(node.property) ? <Offer node={node} /> : null;
}

function Offer({ node }: { node: PropertyDraft }) {
  const t = translator('editor');
  const tree = useTree();
  const names = useEventNames('page viewed');
  const viewed = names.data?.items.find(({ name }) => /^page viewed$/i.test(name))?.name;
  const past = viewed === undefined ? null : inAnyVisit(node, viewed);
  if (past === null) return null;
  return (
    <RowNote
      icon={IconHistory}
      says={t('visit.only')}
      offers={t('visit.any')}
      take={() => {
        tree.replace(past);
        tree.focus(past.where?.of[0]?.id ?? past.id);
      }}
    />
  );
}
