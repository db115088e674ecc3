import { type Criteria, canonical, parseCriteria } from '@kindred/criteria';
import { criteriaOf } from './criteria-draft.js';
import { type GroupDraft, type NodeDraft, newGroup } from './draft.js';
import { isSilent } from './silence.js';

/** How many conditions are remembered: what one page of a menu shows. */
const remembered = 12;

function keyOf(site: string, user: string, subject: string): string {
  return `kindred.recent ${site} ${user} ${subject}`;
}

/** Conditions that this user saved lately in this browser, the latest first. */
export function recentConditions(storage: Storage, site: string, user: string, subject: string): readonly Criteria[] {
  const text = storage.getItem(keyOf(site, user, subject));
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((each: unknown) => {
      const read = parseCriteria(each, { subject: subject === 'account' ? 'account' : 'person' });
      return read.ok ? [read.criteria] : [];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Remembers the conditions of a draft that was saved, each once, before those from earlier. */
export function rememberConditions(
  storage: Storage,
  site: string,
  user: string,
  subject: string,
  root: GroupDraft,
): void {
  const before = recentConditions(storage, site, user, subject);
  const seen = new Set<string>();
  const kept = [...conditionsOf(root), ...before].filter((criteria) => {
    const text = canonical(criteria);
    const known = seen.has(text);
    seen.add(text);
    return !known;
  });
  try {
    storage.setItem(keyOf(site, user, subject), JSON.stringify(kept.slice(0, remembered)));
  } catch (error) {
    // A browser that keeps nothing remembers nothing.
    if (!(error instanceof DOMException)) throw error;
  }
}

function conditionsOf(node: NodeDraft): readonly Criteria[] {
  if (isSilent(node)) return [];
  if (node.kind === 'group') return node.of.flatMap(conditionsOf);
  const { criteria } = criteriaOf(newGroup([node]));
  return criteria?.type === 'all' ? criteria.of.slice(0, 1) : [];
}
