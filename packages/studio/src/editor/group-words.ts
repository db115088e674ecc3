import { translator } from '../language/translator.js';
import type { GroupDraft, GroupMode } from './draft.js';
import { countConditions } from './tree.js';

export const groupModes: readonly GroupMode[] = ['all', 'any', 'none', 'notAll', 'atLeast', 'fewerThan'];

/** What a group is called: by its own name, else by how its conditions are joined, "any of 3". */
export function groupName(group: GroupDraft): string {
  const t = translator('editor');
  if (group.name !== undefined && group.name !== '') return `“${group.name}”`;
  const many = countConditions(group);
  return t(`group.called.${group.mode}`, { many, count: String(group.count ?? '…') });
}
