import type { Criteria, Leaf, PropertyNode, SegmentNode, SegmentSubject } from '../criteria.js';
import { scopeOf } from '../property.js';
import { parseAggregate, parseEvent, parseEventTime, type WhereParser } from './behaviour.js';
import { parseBucket } from './bucket.js';
import { criteriaLimits, type Fault, FaultList } from './faults.js';
import { describe, type Fields, join, listed, readFields, readText, refuseOthers, shorten } from './fields.js';
import { readWhole } from './numbers.js';
import { parsePeople } from './people.js';
import { parseProperty } from './property.js';
import { parseSequence } from './sequence.js';

export interface ParseContext {
  /** What the segment's members are; people where absent. */
  readonly subject?: SegmentSubject;
  /** Those of `knownSegments` that are of accounts. */
  readonly accountSegments?: Pick<ReadonlySet<string>, 'has'>;
  /** Ids of the site's segments; where given, a reference to any other is a fault. */
  readonly knownSegments?: Pick<ReadonlySet<string>, 'has'>;
}

export type ParseResult =
  | { readonly ok: true; readonly criteria: Criteria }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const behaviours = ['event', 'aggregate', 'eventTime', 'sequence'];
const combined = ['all', 'any', 'not', 'atLeast', 'property'];
const types = [...combined, ...behaviours, 'bucket', 'segment'];

/** What a condition is asked about; `member`: one of an account's people, of whose visits nothing is known. */
type About = 'person' | 'member' | 'account' | 'event';

const allowedTypes: Readonly<Record<About, readonly string[]>> = {
  person: types,
  member: types,
  account: [...combined, 'people', 'segment'],
  event: combined,
};
const names: Readonly<Record<About, string>> = {
  person: 'a person',
  member: 'a person',
  account: 'an account',
  event: 'one event',
};

/**
 * Reads criteria of unknown origin. Every fault is reported with its path and what would be right; nothing is put
 * right silently. What comes back holds only known keys. Time and depth are bounded by `criteriaLimits`, however
 * large or deep the input.
 */
export function parseCriteria(input: unknown, context: ParseContext = {}): ParseResult {
  const faults = new FaultList();
  const criteria = new Parser(faults, context).node(input, '', 1, context.subject ?? 'person');
  if (criteria !== null && faults.faults.length === 0) return { ok: true, criteria };
  return { ok: false, faults: faults.faults };
}

class Parser {
  constructor(
    private readonly faults: FaultList,
    private readonly context: ParseContext,
  ) {}

  /** Reads one node and what is below it; null after any fault. */
  node(input: unknown, path: string, depth: number, about: About): Criteria | null {
    if (!this.faults.enter(path)) return null;
    const { depth: deepest } = criteriaLimits;
    if (depth > deepest) {
      const most = `at most ${deepest} levels`;
      this.faults.add(path, 'too_deep', `Conditions are nested more than ${deepest} levels deep`, most);
      return null;
    }
    const allowed = allowedTypes[about];
    const fields = readFields(input, path, `an object with “type” ${listed(allowed)}`, this.faults);
    if (fields === null) return null;
    const type = readText(fields, 'type', listed(allowed), this.faults);
    switch (type) {
      case null:
        return null;
      case 'all':
      case 'any': {
        const of = this.group(input, fields, ['type', 'of'], depth, about);
        return of === null ? null : { type, of };
      }
      case 'atLeast': {
        const of = this.group(input, fields, ['type', 'count', 'of'], depth, about);
        const count = readWhole(fields, 'count', 1, of?.length ?? criteriaLimits.nodes, this.faults);
        return of === null || count === null ? null : { type, count, of };
      }
      case 'not': {
        refuseOthers(input, path, ['type', 'of'], this.faults);
        const at = join(path, 'of');
        if (!fields.has('of')) {
          this.faults.add(at, 'missing', '“of” is missing', 'the condition to be negated');
          return null;
        }
        const of = this.node(fields.get('of'), at, depth + 1, about);
        return of === null ? null : { type, of };
      }
      case 'property':
        return this.property(input, fields, about);
      case 'event':
      case 'aggregate':
      case 'eventTime':
      case 'sequence':
      case 'bucket':
      case 'segment':
      case 'people':
        if (allowed.includes(type)) return this.leaf(type, input, fields, depth, about);
        this.faults.add(
          join(path, 'type'),
          'not_allowed_here',
          `“${type}” cannot be asked of ${names[about]}`,
          about === 'account' ? `${listed(allowed)}; ask its people inside “people”` : listed(allowed),
        );
        return null;
      default: {
        const message = `“${shorten(type)}” is not a type of condition`;
        this.faults.add(join(path, 'type'), 'unknown_type', message, listed(allowed));
        return null;
      }
    }
  }

  private group(
    input: unknown,
    fields: Fields,
    keys: readonly string[],
    depth: number,
    about: About,
  ): readonly Criteria[] | null {
    const path = join(fields.path, 'of');
    const expected = 'a list of at least one condition';
    refuseOthers(input, fields.path, keys, this.faults);
    const list = fields.get('of');
    if (!Array.isArray(list)) {
      const message = fields.has('of') ? `${describe(list)} is not a list` : '“of” is missing';
      this.faults.add(path, fields.has('of') ? 'not_a_list' : 'missing', message, expected);
      return null;
    }
    if (list.length === 0) {
      this.faults.add(path, 'empty_group', 'The group has no conditions; it would not mean everyone', expected);
      return null;
    }
    const of: Criteria[] = [];
    // One beyond the limit is enough to report it.
    const most = Math.min(list.length, criteriaLimits.nodes + 1);
    for (let index = 0; index < most; index++) {
      const part = this.node(list[index], `${path}[${index}]`, depth + 1, about);
      if (part !== null) of.push(part);
    }
    return of.length === list.length ? of : null;
  }

  private property(input: unknown, fields: Fields, about: About): PropertyNode | null {
    const node = parseProperty(input, fields, about === 'event', this.faults);
    const scope = node === null ? null : scopeOf(node.property);
    const path = join(fields.path, 'property');
    if (node !== null && about === 'account' && scope !== 'account') {
      const expected = 'a name that begins with account.; ask the account’s people inside “people”';
      this.faults.add(path, 'not_allowed_here', `An account has no “${shorten(node.property)}”`, expected);
      return null;
    }
    if (node !== null && about === 'member' && scope === 'request') {
      const message = 'Segments of accounts hold whatever the present request is';
      this.faults.add(path, 'not_allowed_here', message, 'a property that does not begin with request.');
      return null;
    }
    return node;
  }

  private leaf(
    type: Exclude<Leaf['type'], 'property'>,
    input: unknown,
    fields: Fields,
    depth: number,
    about: About,
  ): Leaf | null {
    const where: WhereParser = (inner, path) => this.node(inner, path, depth + 1, 'event');
    switch (type) {
      case 'event':
        return parseEvent(input, fields, where, this.faults);
      case 'aggregate':
        return parseAggregate(input, fields, where, this.faults);
      case 'eventTime':
        return parseEventTime(input, fields, where, this.faults);
      case 'sequence':
        return parseSequence(input, fields, where, this.faults);
      case 'bucket':
        return parseBucket(input, fields, this.faults);
      case 'people':
        return parsePeople(input, fields, (inner, path) => this.node(inner, path, depth + 1, 'member'), this.faults);
      case 'segment':
        return this.segment(input, fields, about);
    }
  }

  private segment(input: unknown, fields: Fields, about: About): SegmentNode | null {
    refuseOthers(input, fields.path, ['type', 'segment'], this.faults);
    const segment = readText(fields, 'segment', 'the id of a segment of this site', this.faults);
    if (segment === null) return null;
    const { knownSegments } = this.context;
    if (knownSegments !== undefined && !knownSegments.has(segment)) {
      const message = `There is no segment “${shorten(segment)}”`;
      this.faults.add(join(fields.path, 'segment'), 'unknown_segment', message, 'the id of a segment of this site');
      return null;
    }
    if (about === 'account' && knownSegments !== undefined && this.context.accountSegments?.has(segment) !== true) {
      const message = `“${shorten(segment)}” is a segment of people, and no account is in it`;
      const expected = 'a segment of accounts, or this one inside “people”';
      this.faults.add(join(fields.path, 'segment'), 'not_allowed_here', message, expected);
      return null;
    }
    return { type: 'segment', segment };
  }
}
