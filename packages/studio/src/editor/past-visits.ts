import { type EventDraft, newEvent, newGroup, type PropertyDraft } from './draft.js';
import { newId } from './identity.js';

/** What is known of the present visit alone, and where events keep the same of every visit. */
const kept: ReadonlyMap<string, string> = new Map([
  ['request.utm.source', 'context.campaign.source'],
  ['request.utm.medium', 'context.campaign.medium'],
  ['request.utm.campaign', 'context.campaign.name'],
  ['request.utm.term', 'context.campaign.term'],
  ['request.utm.content', 'context.campaign.content'],
  ['request.url', 'context.page.url'],
  ['request.path', 'context.page.path'],
  ['request.referrer', 'context.page.referrer'],
]);

/** Whether a condition on the present visit can be asked of every visit as well. */
export function hasPast(property: string): boolean {
  return kept.has(property);
}

/** The same condition of any visit so far: that a page was viewed so; null where events do not keep it. */
export function inAnyVisit(node: PropertyDraft, pageViewed: string): EventDraft | null {
  const property = kept.get(node.property);
  if (property === undefined) return null;
  const { negated, ...asked } = node;
  const where = newGroup([{ ...asked, id: newId(), property, negated: false }]);
  return { ...newEvent(pageViewed), id: node.id, negated, where };
}
