import type { Scalar } from '@kindred/criteria';
import type { OutcomeProperty, SuggestionAsked } from '../../api/suggestions.js';

/** A search as it is entered; numbers are null while they are typed. */
export interface SearchDraft {
  readonly by: 'event' | 'segment';
  readonly event: string | null;
  readonly outcomeDays: number | null;
  /** A property of the event and the value that it must have. */
  readonly property: string | null;
  readonly value: Scalar | null;
  readonly segment: string | null;
  readonly days: number | null;
  readonly conditions: number;
  /** Null: as the server thinks fit. */
  readonly minimumSize: number | null;
  readonly without: readonly string[];
}

export const mostDays = 1_825;
export const leastSize = 10;

const usual = { outcomeDays: 30, days: 90, conditions: 2 } as const;

function numberIn(text: string | null, low: number, high: number): number | null {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= low && value <= high ? value : null;
}

/** A value as JSON; null where it is none. */
export function scalarIn(text: string | null): Scalar | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  } catch {
    // An address that somebody wrote by hand.
    return null;
  }
}

function equalTo(property: string, value: Scalar): OutcomeProperty {
  return { type: 'property', property, operator: 'equals', value };
}

/** What the address of the page asks for. */
export function draftOf(parameters: URLSearchParams): SearchDraft {
  const segment = parameters.get('like');
  return {
    by: segment === null ? 'event' : 'segment',
    event: parameters.get('event'),
    outcomeDays: numberIn(parameters.get('in'), 1, mostDays) ?? usual.outcomeDays,
    property: parameters.get('whose'),
    value: scalarIn(parameters.get('is')),
    segment,
    days: numberIn(parameters.get('over'), 1, mostDays) ?? usual.days,
    conditions: numberIn(parameters.get('conditions'), 1, 3) ?? usual.conditions,
    minimumSize: numberIn(parameters.get('least'), leastSize, 1e9) ?? null,
    without: parameters.getAll('without'),
  };
}

/** The search that a draft says; null while it says none. */
export function askedBy(draft: SearchDraft): SuggestionAsked | null {
  const { by, event, outcomeDays, property, value, segment, days, conditions, minimumSize, without } = draft;
  if (days === null) return null;
  const rest = { days, conditions, without, ...(minimumSize === null ? {} : { minimumSize }) };
  if (by === 'segment') return segment === null ? null : { outcome: { segment }, ...rest };
  if (event === null || outcomeDays === null || (property === null) !== (value === null)) return null;
  const where = property === null || value === null ? {} : { where: equalTo(property, value) };
  return { outcome: { event, days: outcomeDays, ...where }, ...rest };
}

/** The address of a search; what is as usual is left out. */
export function addressOf(asked: SuggestionAsked): URLSearchParams {
  const parameters = new URLSearchParams();
  const { outcome, days, conditions, minimumSize, without } = asked;
  if ('segment' in outcome) parameters.set('like', outcome.segment);
  else {
    parameters.set('event', outcome.event);
    if (outcome.days !== usual.outcomeDays) parameters.set('in', String(outcome.days));
    if (outcome.where !== undefined) {
      parameters.set('whose', outcome.where.property);
      parameters.set('is', JSON.stringify(outcome.where.value));
    }
  }
  if (days !== usual.days) parameters.set('over', String(days));
  if (conditions !== usual.conditions) parameters.set('conditions', String(conditions));
  if (minimumSize !== undefined) parameters.set('least', String(minimumSize));
  for (const about of without) parameters.append('without', about);
  return parameters;
}
