import { type GroupDraft, type NodeDraft, newGroup, type PropertyDraft } from './draft.js';
import { newId } from './identity.js';

const own = 'organization.id';
const above = 'organization.ancestorIds';

/** Whether a condition names organizations and means who belongs to these alone, though those below them could be meant too. */
export function meansNoneBelow(node: PropertyDraft, siblings: readonly NodeDraft[]): boolean {
  const { property, operator, of } = node;
  if (property !== own || of === 'size' || !(operator === 'equals' || operator === 'oneOf')) return false;
  return !siblings.some(
    (each) => each.kind === 'property' && each.property === above && askedOf(each) === askedOf(node),
  );
}

/** Who belongs to the organizations named, or to one below them: these, or any whose organization is below one of these. */
export function withBelow({ negated, ...asked }: PropertyDraft): GroupDraft {
  const parts = [own, above].map((property): PropertyDraft => ({ ...asked, id: newId(), property, negated: false }));
  return { ...newGroup(parts, negated ? 'none' : 'any'), id: asked.id };
}

/** What is asked, as text, of whichever property. */
function askedOf({ operator, value, exactCase }: PropertyDraft): string {
  return JSON.stringify([operator, value, exactCase]);
}
