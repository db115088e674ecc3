import { type Criteria, canonical, parseCriteria, type SegmentSubject } from '@kindred/criteria';
import { criteriaOf } from './criteria-draft.js';
import type { GroupDraft, NodeDraft } from './draft.js';
import { draftOf } from './opened-draft.js';
import { isSilent } from './silence.js';
import { update, walk } from './tree.js';

/**
 * What the editor keeps with a segment beside its criteria: the whole draft as criteria in which groups have names and
 * nodes may be muted. It has no effect. Without these words, and without what is muted, it says what the criteria say,
 * or it is not used.
 */
export interface EditorNotes {
  readonly draft: NotedCriteria;
}

/** Criteria with two words more in every node. */
export type NotedCriteria = Criteria & { readonly name?: string; readonly muted?: boolean };

/** The notes of a draft; null where the criteria alone say all of it. Unfinished: what is muted is not finished yet. */
export function notesOf(root: GroupDraft): { readonly notes: EditorNotes | null; readonly unfinished: string | null } {
  if (![...walk(root)].some((node) => isSilent(node) || (node.kind === 'group' && hasName(node)))) {
    return { notes: null, unfinished: null };
  }
  const { criteria, unfinished } = criteriaOf(root, { withMuted: true, finish: noted });
  const [first = null] = unfinished.keys();
  return { notes: criteria === null ? null : { draft: criteria }, unfinished: first };
}

function hasName(group: GroupDraft): boolean {
  return group.name !== undefined && group.name !== '';
}

function noted(node: NodeDraft, criteria: Criteria): NotedCriteria {
  return {
    ...criteria,
    ...(node.kind === 'group' && hasName(node) ? { name: node.name } : {}),
    ...(node.muted === true ? { muted: true } : {}),
  };
}

/** Opens a segment's criteria with what the editor had noted, where that still says the same. */
export function openNoted(criteria: Criteria, notes: unknown, subject: SegmentSubject): GroupDraft {
  const draft = typeof notes === 'object' && notes !== null ? Reflect.get(notes, 'draft') : undefined;
  const plain = parseCriteria(stripped(draft), { subject });
  if (!plain.ok) return draftOf(criteria);
  const opened = withWords(draftOf(plain.criteria), wordsOf(draft));
  const said = criteriaOf(opened).criteria;
  return said !== null && canonical(said) === canonical(criteria) ? opened : draftOf(criteria);
}

/** A name, or that it is muted, of a node by its path in the noted criteria. */
interface NodeWords {
  readonly name?: string;
  readonly muted?: boolean;
}

function withWords(root: GroupDraft, words: ReadonlyMap<string, NodeWords>): GroupDraft {
  const { paths } = criteriaOf(root, { withMuted: true });
  let next = root;
  for (const [id, path] of paths) {
    const said = words.get(path);
    if (said === undefined) continue;
    const { name, muted } = said;
    next = update(next, id, (node) => ({
      ...node,
      ...(muted === true ? { muted } : {}),
      ...(node.kind === 'group' && name !== undefined ? { name } : {}),
    }));
  }
  return next;
}

/** Only nodes have these words: a `name` elsewhere, as of an event's property, is not among what is walked. */
function wordsOf(draft: unknown): ReadonlyMap<string, NodeWords> {
  const words = new Map<string, NodeWords>();
  visit(draft, '', (node, path) => {
    const name = Reflect.get(node, 'name');
    const muted = Reflect.get(node, 'muted');
    if (typeof name === 'string' || muted === true) {
      words.set(path, { ...(typeof name === 'string' ? { name } : {}), ...(muted === true ? { muted } : {}) });
    }
  });
  return words;
}

/** The same criteria without the two words. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== 'object' || value === null) return value;
  const isNode = typeof Reflect.get(value, 'type') === 'string';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isNode || (key !== 'name' && key !== 'muted'))
      .map(([key, inner]) => [key, stripped(inner)]),
  );
}

function visit(value: unknown, path: string, met: (node: object, path: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (typeof Reflect.get(value, 'type') === 'string') met(value, path);
  for (const [key, inner] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    visit(inner, at, met);
  }
}
