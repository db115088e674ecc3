/**
 * Random worlds for agreement tests: every reader of the language must give the same answer for each visitor. The same
 * seed and options give the same world.
 */
import './patterns.js';
import type { Criteria } from './criteria.js';
import { type CriteriaOptions, generateAccountCriteria, generateCriteria } from './generate/criteria.js';
import { randomFrom } from './generate/random.js';
import { generateSchema, type Schema } from './generate/schema.js';
import {
  type GeneratedGroups,
  type GeneratedVisitor,
  generateGroups,
  generateHistory,
  generateRequest,
  generateSubject,
} from './generate/visitors.js';
import type { Calendar, PropertyBag } from './values.js';

export { type CriteriaOptions, generateAccountCriteria, generateCriteria } from './generate/criteria.js';
export { type Random, randomFrom } from './generate/random.js';
export { generateSchema, type Schema, type SchemaProperty } from './generate/schema.js';
export {
  type GeneratedGroups,
  type GeneratedVisitor,
  generateGroups,
  generateHistory,
  generateRequest,
  generateSubject,
} from './generate/visitors.js';

export interface WorldOptions extends CriteriaOptions {
  /** Segments to make, 1 where absent. */
  readonly count?: number;
  /** Segments of accounts to make, none where absent. */
  readonly accounts?: number;
  /** Visitors to make, 5 where absent. */
  readonly visitors?: number;
  /** The most events of one visitor, 12 where absent. */
  readonly events?: number;
  /** The site's calendar and the present; chosen near changes of the clock where absent. */
  readonly at?: { readonly now: number; readonly calendar: Calendar };
}

export interface World {
  readonly schema: Schema;
  readonly criteria: readonly Criteria[];
  /** Of segments of accounts. */
  readonly accountCriteria: readonly Criteria[];
  /** Their user ids differ; the groups that they share are the same records. */
  readonly visitors: readonly GeneratedVisitor[];
  readonly groups: GeneratedGroups;
  /** Null unless conditions about the request are allowed. */
  readonly request: PropertyBag | null;
  readonly now: number;
  readonly calendar: Calendar;
}

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Cairo'];
const presents = [
  '2026-05-20T12:00:00Z',
  '2026-03-29T01:30:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T07:30:00Z',
  '2026-11-01T05:59:59.999Z',
  '2024-02-29T23:30:00Z',
  '2026-01-01T00:00:00Z',
];

export function generateWorld(seed: number, options: WorldOptions = {}): World {
  const random = randomFrom(seed);
  const schema = generateSchema(random);
  const calendar = { timeZone: random.pick(zones), weekStart: 1 + random.below(7) };
  const now = Date.parse(random.pick(presents)) + random.below(86_400_000);
  const at = options.at ?? { now, calendar };
  const criteria = Array.from({ length: options.count ?? 1 }, () => generateCriteria(random, schema, options));
  const accountCriteria = Array.from({ length: options.accounts ?? 0 }, () => generateAccountCriteria(random, schema));
  const groups = generateGroups(random, schema);
  const visitors = Array.from({ length: options.visitors ?? 5 }, (_, index) => ({
    subject: generateSubject(random, schema, groups, `user-${index}`),
    events: generateHistory(
      random,
      schema,
      [...criteria, ...accountCriteria],
      at,
      options.events ?? 12,
      `m-${seed}-${index}`,
    ),
  }));
  const request = options.requests ? generateRequest(random) : null;
  return { schema, criteria, accountCriteria, visitors, groups, request, ...at };
}
