import { type Criteria, parseCriteria, type SegmentSubject } from '@kindred/criteria';

/** A segment that somebody proposes, by a click or by sending its address; nothing is stored of it. */
export interface ProposedSegment {
  readonly criteria: Criteria;
  readonly name: string;
  readonly subject: SegmentSubject;
}

/** The address at which the editor opens a proposed segment. */
export function proposedHref({
  criteria,
  name = '',
  subject = 'person',
}: Partial<ProposedSegment> & Pick<ProposedSegment, 'criteria'>): string {
  const parameters = new URLSearchParams({ criteria: JSON.stringify(criteria) });
  if (name !== '') parameters.set('name', name);
  if (subject !== 'person') parameters.set('subject', subject);
  return `/segments/new?${parameters}`;
}

/** What the address proposes; null where it proposes nothing, or nothing that can be read. */
export function proposedBy(parameters: URLSearchParams): ProposedSegment | null {
  const text = parameters.get('criteria');
  if (text === null) return null;
  const subject = parameters.get('subject') === 'account' ? 'account' : 'person';
  const parsed = parseCriteria(jsonOf(text), { subject });
  return parsed.ok ? { criteria: parsed.criteria, name: parameters.get('name') ?? '', subject } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
