import {
  type Criteria,
  findCycle,
  needsKnownUser,
  parseCriteria,
  readsRequest,
  type SegmentSubject,
} from '@kindred/criteria';
import type { SegmentKind } from '@kindred/store';
import { type Fault, InvalidRequestError } from '../http/errors.js';
import { faultsOfAccounts, faultsOfPeople } from './accounts.js';
import { faultsOfBatch } from './batch.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import { faultsElsewhere } from './inherited.js';
import type { Refusal } from './refusals.js';

export type CheckedCriteria =
  | {
      readonly ok: true;
      readonly criteria: Criteria;
      /** What criteria are by themselves; those that are `live` can be given a schedule. */
      readonly kind: Exclude<SegmentKind, 'batch'>;
      readonly includeGuestsDefault: boolean;
    }
  | { readonly ok: false; readonly faults: readonly Required<Fault>[] };

/**
 * Parses criteria of a site. `editing` is the id of the segment they are for, where it exists already: a reference
 * that would make it depend on itself is a fault that names the way round. Paths begin at the root of the criteria.
 */
export function checkCriteria(
  directory: SegmentDirectory,
  site: number,
  input: unknown,
  editing: string | null,
  subject: SegmentSubject = 'person',
): CheckedCriteria {
  const parsed = parseCriteria(input, {
    subject,
    knownSegments: { has: (id) => directory.has(site, id) },
    accountSegments: { has: (id) => directory.isOfAccounts(site, id) },
  });
  if (!parsed.ok) return { ok: false, faults: parsed.faults };
  const { criteria } = parsed;
  const lookup = (id: string) => directory.get(site, id)?.criteria;
  const cycle = editing === null ? null : findCycle(editing, criteria, lookup);
  if (cycle !== null) {
    const way = cycle.map((id) => {
      const segment = directory.get(site, id);
      return `“${segment === undefined ? id : nameOf(segment)}”`;
    });
    return {
      ok: false,
      faults: [
        {
          path: pathOfReference(criteria, cycle[1] ?? '') ?? '',
          code: 'cycle',
          message: `The segment would depend on itself: ${way.join(' → ')}`,
          expected: 'a segment that does not depend on this one',
        },
      ],
    };
  }
  const faults =
    subject === 'account'
      ? faultsOfAccounts(directory, site, criteria)
      : editing === null
        ? []
        : [
            ...faultsOfPeople(directory, site, editing, criteria),
            ...faultsOfBatch(directory, site, editing, criteria),
            ...faultsElsewhere(directory, site, editing, criteria),
          ];
  if (faults.length > 0) return { ok: false, faults };
  const knownOnly = needsKnownUser(criteria);
  return {
    ok: true,
    criteria,
    kind: readsRequest(criteria, lookup) ? 'requestTime' : 'live',
    includeGuestsDefault: !knownOnly,
  };
}

/** As `checkCriteria`, but faults are thrown; their paths begin at `criteria`. */
export function requireCriteria(
  directory: SegmentDirectory,
  site: number,
  input: unknown,
  editing: string | null,
  subject: SegmentSubject = 'person',
): Extract<CheckedCriteria, { ok: true }> {
  const checked = checkCriteria(directory, site, input, editing, subject);
  if (checked.ok) return checked;
  const { detail, faults, code } = criteriaRefusal(checked.faults);
  throw new InvalidRequestError(detail, faults, code);
}

/** Faults of criteria as those of a request; their paths begin at `criteria`. */
export function criteriaRefusal(faults: readonly Required<Fault>[]): Refusal {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return { code: 'invalid_criteria', detail: `The criteria have ${count}.`, faults: inBody(faults) };
}

function inBody(faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, path: underCriteria(fault.path) }));
}

/** Path in a request body of a path in its criteria: `of[1].value` → `criteria.of[1].value`. */
export function underCriteria(path: string): string {
  return path === '' ? 'criteria' : `criteria.${path}`;
}

/** Where criteria first refer to a segment. */
export function pathOfReference(criteria: Criteria, segment: string, path = ''): string | null {
  const at = path === '' ? 'of' : `${path}.of`;
  switch (criteria.type) {
    case 'all':
    case 'any':
    case 'atLeast':
      for (const [index, part] of criteria.of.entries()) {
        const found = pathOfReference(part, segment, `${at}[${index}]`);
        if (found !== null) return found;
      }
      return null;
    case 'not':
    case 'people':
      return pathOfReference(criteria.of, segment, at);
    case 'segment':
      return criteria.segment === segment ? (path === '' ? 'segment' : `${path}.segment`) : null;
    default:
      return null;
  }
}
