import { translator } from '../language/translator.js';
import type { GroupDraft } from './draft.js';
import { walk } from './tree.js';

/**
 * Why the answer is the one before, in words: how many conditions are unfinished, or which groups ask for what they do
 * not have, such as nine of two conditions; null where nothing is.
 */
export function unfinishedWords(root: GroupDraft, unfinished: ReadonlyMap<string, string>): string | null {
  const t = translator('editor');
  if (unfinished.size === 0) return null;
  const groups = unfinishedGroups(root, unfinished);
  if (groups === 0) return t('answer.before', { count: unfinished.size });
  if (groups === unfinished.size) return t('answer.beforeGroups', { count: groups });
  return t('answer.beforeBoth', { groups, conditions: unfinished.size - groups });
}

/** The same for somebody who wants to save. */
export function unfinishedToSave(root: GroupDraft, unfinished: ReadonlyMap<string, string>): string {
  const onlyGroups = unfinished.size > 0 && unfinishedGroups(root, unfinished) === unfinished.size;
  return translator('editor')(onlyGroups ? 'save.unfinishedGroup' : 'save.unfinished');
}

function unfinishedGroups(root: GroupDraft, unfinished: ReadonlyMap<string, string>): number {
  return [...walk(root)].filter((node) => node.kind === 'group' && unfinished.has(node.id)).length;
}
