import { fold, isGroupKind, pathOf, scopeOf } from '@kindred/criteria';
import type { SegmentDefinition, Site } from '@kindred/store';
import type { ComparedPeople, Question } from '@kindred/warehouse';
import { InvalidRequestError } from '../../http/errors.js';
import { countWithin, type InsightParts } from './counting.js';
import { type Aspect, dateRows, eventRows, type Row, rangeRows, valueRows } from './rows.js';

/** Values that get a row of their own. */
const mostValues = 20;
/** Up to so many different numbers are shown one by one, more in ranges. */
export const fewNumbers = 12;

export type Shown = 'values' | 'ranges' | 'dates' | 'times';

export interface CountedRow extends Row, ComparedPeople {}

export interface CountedAspect {
  readonly shown: Shown;
  readonly rows: readonly CountedRow[];
}

export interface AspectParts extends InsightParts {
  readonly site: Site;
  readonly segment: SegmentDefinition;
  readonly members: Question;
  /** Members and people, or accounts, in all. */
  readonly people: ComparedPeople;
}

/**
 * The rows by which an aspect tells people apart, each with the criteria of its people and how many they are. Somebody
 * may have several values; all other rows exclude each other. Traits of people are counted in a pass of their own, all
 * else as previews count.
 *
 * @param path where the aspect stands in the request, for faults
 * @throws InvalidRequestError `invalid_property` for what is no stored property of people or of their groups, and of a
 *   segment of accounts for what is none of accounts
 */
export async function countAspect(parts: AspectParts, aspect: Aspect, path: string): Promise<CountedAspect> {
  if (parts.segment.subject === 'account' && !isOfAccounts(aspect)) throw notOfAccounts(aspect, path);
  if ('event' in aspect) return counted(parts, 'times', eventRows(aspect.event, aspect.days));
  const { property } = aspect;
  if (property === 'profile.known') {
    const rows = valueRows(property, [true, false], true).filter(({ is }) => is.kind === 'value');
    return counted(parts, 'values', rows);
  }
  const scope = scopeOf(property);
  if (scope !== 'user' && (scope === null || !isGroupKind(scope))) throw notStored(property, path);
  const { analytics } = parts.warehouse;
  const { site, segment, members, people } = parts;
  const { texts, numbers, dates, distinctNumbers, edges } = await analytics.spread(site.id, property);
  if (numbers > texts && distinctNumbers > fewNumbers) {
    const rounded = roundedEdges(edges);
    const rows = rangeRows(property, rounded);
    if (scope !== 'user') return counted(parts, 'ranges', rows);
    const { ranges, missing } = await analytics.rangesOfPeople(members, pathOf(property), rounded);
    return { shown: 'ranges', rows: withCounts(rows, [...ranges, missing]) };
  }
  if (dates > 0 && dates === texts && numbers === 0) return counted(parts, 'dates', dateRows(property), 1);
  if (scope === 'user') {
    const { values, others, missing } = await analytics.valuesOfPeople(members, pathOf(property), people, mostValues);
    const complete = others.everyone === 0;
    const rows = valueRows(
      property,
      values.map(({ value }) => value),
      complete,
    );
    return {
      shown: 'values',
      rows: withCounts(rows, [...values, ...(complete || values.length === 0 ? [] : [others]), missing]),
    };
  }
  const found = await analytics.values(segment.site, property, null, '', mostValues + 1);
  const values = distinct(found.slice(0, mostValues).map(({ value }) => value));
  return counted(parts, 'values', valueRows(property, values, found.length <= mostValues));
}

async function counted(
  parts: AspectParts,
  shown: Shown,
  rows: readonly Row[],
  together?: number,
): Promise<CountedAspect> {
  const { site, segment } = parts;
  const counts = await countWithin(
    parts,
    site,
    segment,
    rows.map(({ criteria }) => criteria),
    together,
  );
  return { shown, rows: withCounts(rows, counts) };
}

function withCounts(rows: readonly Row[], counts: readonly ComparedPeople[]): readonly CountedRow[] {
  return rows.map((row, index) => {
    const { segment = 0, everyone = 0 } = counts[index] ?? {};
    return { ...row, segment, everyone };
  });
}

/** Text compares folded, so values that differ in case alone are one. */
export function distinct(values: readonly (string | number | boolean)[]): (string | number | boolean)[] {
  const seen = new Map(values.map((value) => [typeof value === 'string' ? `text ${fold(value)}` : value, value]));
  return [...seen.values()];
}

/** Edges as people like to read them: two digits that count, each once. */
export function roundedEdges(edges: readonly number[]): readonly number[] {
  return [...new Set(edges.map((edge) => Number(edge.toPrecision(2))))].sort((a, b) => a - b);
}

function notStored(property: string, path: string): InvalidRequestError {
  const fault = {
    path,
    code: 'invalid_property',
    message: `There are no stored values of “${property}”`,
    expected: 'a trait of people or of their groups, or profile.known',
  };
  return new InvalidRequestError('People cannot be told apart by this.', [fault], 'invalid_property');
}

function isOfAccounts(aspect: Aspect): boolean {
  return 'property' in aspect && scopeOf(aspect.property) === 'account';
}

function notOfAccounts(aspect: Aspect, path: string): InvalidRequestError {
  const name = 'event' in aspect ? aspect.event : aspect.property;
  const expected = 'a trait of accounts, such as account.industry';
  const fault = { path, code: 'invalid_property', message: `“${name}” is nothing of accounts`, expected };
  return new InvalidRequestError('Accounts cannot be told apart by this.', [fault], 'invalid_property');
}
