import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useGroupNames, useGroups } from '../../api/groups.js';
import { explainError } from '../../api/problem.js';
import type { GroupKind, GroupSummary } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { ChoicePicker } from './ChoicePicker.js';
import type { Choice } from './choice.js';
import { type NamedValuesProps, textsOf } from './named-values.js';
import { useSettled } from './useSettled.js';

/** A group to be chosen by its name. */
export function groupChoice({ id, name, people }: GroupSummary): Choice {
  return { value: id, label: name ?? id, detail: name === null ? null : id, count: people };
}

/** Groups of a kind found by a piece of name or id, those with the most people first. */
export function useGroupChoices(kind: GroupKind, search: string, open: boolean) {
  const [asked] = useDebouncedValue(search.trim(), 120);
  const groups = useGroups(kind, { search: asked, sort: '-people' }, open);
  const current = groups.data !== undefined && asked === search.trim();
  const found = useMemo(() => (current ? groups.items.map(groupChoice) : null), [current, groups.items]);
  return {
    choices: useSettled(found, search, open),
    loading: open && !current && !groups.isError,
    fault: groups.isError ? explainError(groups.error) : null,
  };
}

/** Accounts, user groups, teams or roles, chosen by their names. */
export function GroupValues({ kind, ...props }: NamedValuesProps & { kind: GroupKind }) {
  const { name, described } = props;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const found = useGroupChoices(kind, search, open);
  const chosen = textsOf(props);
  const nameOf = useGroupNames(kind, chosen.values);
  return (
    <ChoicePicker
      {...chosen}
      {...found}
      name={name}
      placeholder={translator('editor')('choices.group')}
      nameOf={nameOf}
      search={search}
      setSearch={setSearch}
      setOpen={setOpen}
      described={described}
    />
  );
}
