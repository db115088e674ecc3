import type { Criteria } from '../criteria.js';
import { parseCriteria } from '../parse/criteria.js';
import { criteriaLimits, type Fault } from '../parse/faults.js';
import { type ODataFault, ODataStop } from './fault.js';
import type { ODataSubject } from './names.js';
import type { Notes } from './note.js';

/**
 * Holds what a filter is translated to against what criteria may be: each condition by itself as soon as it is made, so
 * that it can be noted with its position, and all of them together in the end.
 */
export class Acceptance {
  /** Where in the outermost text each condition and group comes from. */
  private readonly places = new Map<Criteria, number>();
  private conditions = 0;

  /**
   * The same criteria; null after a note where it is a condition that would be refused.
   *
   * @throws ODataStop where there are more conditions than criteria may have
   */
  part(criteria: Criteria, at: number, subject: ODataSubject, notes: Notes): Criteria | null {
    if (this.places.has(criteria)) return criteria;
    const position = notes.outermost(at);
    this.places.set(criteria, position);
    if (isGroup(criteria.type === 'not' ? criteria.of : criteria)) return criteria;
    this.conditions += 1;
    if (this.conditions > criteriaLimits.nodes) throw new ODataStop(tooMany(position));
    const [fault] = faultsOf(criteria, subject);
    return fault === undefined ? criteria : notes.leftOut(at, `${fault.message}; right would be ${fault.expected}`);
  }

  /** What is wrong with all of it together, such as too many conditions; null where nothing is. */
  whole(criteria: Criteria, subject: ODataSubject): ODataFault | null {
    const [fault] = faultsOf(criteria, subject);
    if (fault === undefined) return null;
    const position = this.placeOf(criteria, fault.path);
    if (fault.code === 'too_many_conditions') return tooMany(position);
    const code = fault.code === 'too_deep' ? 'too_deep' : 'not_accepted';
    return { code, position, message: `${fault.message}; right would be ${fault.expected}` };
  }

  /** Where the deepest part on the way of a path comes from. */
  private placeOf(criteria: Criteria, path: string): number {
    let node: Criteria | undefined = criteria;
    let place = 0;
    for (const step of path.split('.')) {
      if (node === undefined) break;
      place = this.places.get(node) ?? place;
      node = partOf(node, /^of\[(\d+)\]$/.exec(step)?.[1] ?? step);
    }
    return (node === undefined ? undefined : this.places.get(node)) ?? place;
  }
}

function tooMany(position: number): ODataFault {
  const message = `The filter has more conditions than the ${criteriaLimits.nodes} that a segment may have`;
  return { code: 'too_many_conditions', position, message };
}

function isGroup({ type }: Criteria): boolean {
  return type === 'all' || type === 'any' || type === 'not' || type === 'atLeast';
}

function faultsOf(criteria: Criteria, subject: ODataSubject): readonly Fault[] {
  const asked =
    subject === 'event' ? { type: 'event', event: 'Event', count: { atLeast: 1 }, where: criteria } : criteria;
  const parsed = parseCriteria(asked);
  return parsed.ok ? [] : parsed.faults;
}

function partOf(node: Criteria, step: string): Criteria | undefined {
  if (node.type === 'all' || node.type === 'any' || node.type === 'atLeast') return node.of[Number(step)];
  if (node.type === 'not') return step === 'of' ? node.of : undefined;
  return step === 'where' && 'where' in node ? node.where : undefined;
}
