import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Criteria, EvaluationInput } from '@kindred/criteria';
import { criteriaCases } from '@kindred/criteria/cases';
import { generateWorld } from '@kindred/criteria/generate';
import { printOData } from '@kindred/criteria/odata';

/** What inputs are made of: definitions and filters that mean something, and people to ask definitions about. */
export interface Corpus {
  readonly criteria: readonly Criteria[];
  readonly filters: readonly string[];
  readonly people: readonly EvaluationInput[];
}

/** Filters as Liferay stores them, beside those that are printed of definitions. */
const written: readonly string[] = [
  "(contains(emailAddress, 'example.com') and roleIds eq '20103') or (not (assetTagIds eq '1'))",
  "activities.filterByCount(filter='(activityKey eq ''Page#pageViewed#12'' and day gt ''last7Days'')',operator='ge',value=2)",
  "activities.filterByCount(filter='(eventId eq ''Order Completed'' and time gt now() sub duration''P7D'')',operator='ge',value=1)",
  "sessions.filter(filter='(context/country eq ''Spain'' and between(completeDate,2026-01-01,2026-02-01))')",
  "organizations.filter(filter='(type eq ''branch'' and nameTreePath ne ''a > b'')')",
  "(cookies/any(c:c eq 'seen=true') and localDate gt 2026-01-02) or languageId eq 'pt_BR'",
  "requestParameters/any(c:contains(c,'utm_source=mail')) and browser eq 'chrome'",
  "userGroupIds in ('1','2','3') and dateModified ge 2026-01-02T10:00:00Z",
  "customField/_1234_level eq 3 and user/tags/all(t:startswith(t,'a')) and user/tags/$count ge 2",
  "segmentsEntryIds in ('a','b') and not (lastSignInDateTime lt 2026-01-01T00:00:00+01:00)",
];

const noon = Date.UTC(2026, 4, 20, 12);

/** @param conformance folder of cases that others wrote; without it only what is here */
export function openCorpus(conformance: string | undefined): Corpus {
  const worlds = Array.from({ length: 200 }, (_, seed) =>
    generateWorld(seed, { count: 3, visitors: 1, requests: true }),
  );
  const criteria = [...criteriaCases.map((each) => each.criteria), ...worlds.flatMap((world) => world.criteria)];
  const printed = criteria.flatMap((each) => {
    const result = printOData(each);
    return result.ok ? [result.text] : [];
  });
  const people = worlds.slice(0, 4).flatMap(({ visitors, request, calendar }) =>
    visitors.map(({ subject, events }) => {
      return { subject, events, request, isMember: (id: string) => id.length % 2 === 0, now: noon, calendar };
    }),
  );
  return { criteria, filters: [...written, ...printed, ...casesOfGrammar(conformance)], people };
}

function casesOfGrammar(folder: string | undefined): readonly string[] {
  const file = folder === undefined ? '' : join(folder, 'odata', 'filter-cases.json');
  if (!existsSync(file)) return [];
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const cases: readonly unknown[] =
    typeof parsed === 'object' && parsed !== null && 'cases' in parsed && Array.isArray(parsed.cases)
      ? parsed.cases
      : [];
  return cases.flatMap((each) =>
    typeof each === 'object' && each !== null && 'input' in each && typeof each.input === 'string'
      ? [each.input.replace(/^\$?filter=/, '')]
      : [],
  );
}
