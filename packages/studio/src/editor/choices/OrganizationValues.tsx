import { useState } from 'react';
import { useGroupForest, useGroupNames } from '../../api/groups.js';
import { explainError } from '../../api/problem.js';
import type { GroupSummary } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { ChoicePicker } from './ChoicePicker.js';
import type { TreeChoice } from './choice.js';
import { groupChoice, useGroupChoices } from './GroupValues.js';
import { type NamedValuesProps, textsOf } from './named-values.js';

/** Organizations as a tree from the top down; typing finds them wherever they stand. */
export function OrganizationValues(props: NamedValuesProps) {
  const { name, described } = props;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const [expanded, setExpanded] = useState<readonly string[]>([]);
  const found = useGroupChoices('organization', search, open && search !== '');
  const forest = useGroupForest('organization', expanded, open);
  const chosen = textsOf(props);
  const nameOf = useGroupNames('organization', chosen.values);
  const searching = search.trim() !== '';
  const tree = linesOf(forest.below, expanded);
  return (
    <ChoicePicker
      {...chosen}
      name={name}
      placeholder={translator('editor')('choices.group')}
      nameOf={nameOf}
      choices={searching ? found.choices : tree}
      loading={searching ? found.loading : forest.isLoading}
      fault={searching ? found.fault : forest.error === null ? null : explainError(forest.error)}
      search={search}
      setSearch={setSearch}
      setOpen={setOpen}
      toggle={(id, opened) => setExpanded(opened ? [...expanded, id] : expanded.filter((each) => each !== id))}
      described={described}
    />
  );
}

/** The part of the tree that is open, line by line. */
function linesOf(
  below: ReadonlyMap<string, readonly GroupSummary[]>,
  expanded: readonly string[],
  parent = '',
  depth = 0,
): TreeChoice[] {
  return (below.get(parent) ?? []).flatMap((group) => {
    const open = expanded.includes(group.id);
    const line = { ...groupChoice(group), depth, expanded: group.children === 0 ? null : open };
    return open ? [line, ...linesOf(below, expanded, group.id, depth + 1)] : [line];
  });
}
