import { type GroupDraft, newGroup } from './draft.js';

/**
 * The group that leaves people out: the last part of an outermost "all of" where that part is a "none of". It is an
 * ordinary group of the tree, all of … and not any of …, and only drawn apart.
 */
export function exclusionOf(root: GroupDraft): GroupDraft | null {
  const last = root.of.at(-1);
  return root.mode === 'all' && last?.kind === 'group' && last.mode === 'none' ? last : null;
}

/** The tree with an empty exclusion; around another outermost mode than "all of" a new one is put. */
export function withExclusion(root: GroupDraft): { readonly root: GroupDraft; readonly exclusion: GroupDraft } {
  const present = exclusionOf(root);
  if (present !== null) return { root, exclusion: present };
  const exclusion = newGroup([], 'none');
  if (root.mode === 'all') return { root: { ...root, of: [...root.of, exclusion] }, exclusion };
  const inner = {
    ...newGroup(root.of, root.mode),
    count: root.count,
    ...(root.name === undefined ? {} : { name: root.name }),
  };
  return { root: { ...root, mode: 'all', of: [inner, exclusion] }, exclusion };
}
