import { behaviourClause, bucketClause, type Phrases } from './behaviour-clause.js';
import { comparison } from './comparison-clause.js';
import type { AtLeastNode, Criteria, PropertyNode, SegmentNode, SegmentSubject } from './criteria.js';
import { peopleClause } from './people-clause.js';
import { isGroupKind, pathOf, scopeOf } from './property.js';
import { requestFieldOf } from './request.js';

export interface SentenceOptions {
  /** The name to show for a segment; its id where there is none. */
  readonly segmentName?: (segment: string) => string | undefined;
  /** Of segments of accounts: `account`. */
  readonly subject?: SegmentSubject;
  /** What the members of a segment are; people where it is not known. */
  readonly segmentSubject?: (segment: string) => SegmentSubject | undefined;
}

/**
 * Criteria as an English sentence without a full stop: “People whose plan is “free” and who did Page Viewed (where
 * path starts with “/pricing”) at least 3 times in the last 7 days”. Groups inside groups stand in brackets.
 */
export function sentence(criteria: Criteria, options: SentenceOptions = {}): string {
  const excluded = negatedGroup(criteria);
  const ofAccounts = options.subject === 'account';
  if (excluded !== null) {
    return `${ofAccounts ? 'All accounts except those' : 'Everyone except people'} ${clause(excluded, options, false)}`;
  }
  return `${ofAccounts ? 'Accounts' : 'People'} ${clause(criteria, options, false)}`;
}

/** The group that a whole tree negates, or null; “people not (…)” would be poor English. */
function negatedGroup(criteria: Criteria): Criteria | null {
  if (criteria.type !== 'not') return null;
  const { of } = criteria;
  return (of.type === 'all' || of.type === 'any') && of.of.length > 1 ? of : null;
}

const phrases: Phrases = { where: (criteria) => whereClause(criteria, false), comparison, words };

/** One condition or group as a relative clause: “whose plan is “free””. */
function clause(criteria: Criteria, options: SentenceOptions, inGroup: boolean): string {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return clause(only, options, inGroup);
      const joined = criteria.of
        .map((part) => clause(part, options, true))
        .join(criteria.type === 'all' ? ' and ' : ' or ');
      return inGroup ? `(${joined})` : joined;
    }
    case 'not':
      return negated(criteria.of, options);
    case 'property':
      return propertyClause(criteria, options, false);
    case 'people':
      return peopleClause(criteria, false, ofPeople(criteria.of, options));
    case 'segment':
      return segmentClause(criteria, options, false);
    case 'bucket':
      return bucketClause(criteria, false);
    case 'atLeast':
      return someClause(criteria, options, false);
    default:
      return behaviourClause(criteria, false, phrases);
  }
}

function negated(criteria: Criteria, options: SentenceOptions): string {
  switch (criteria.type) {
    case 'property':
      return propertyClause(criteria, options, true);
    case 'people':
      return peopleClause(criteria, true, ofPeople(criteria.of, options));
    case 'segment':
      return segmentClause(criteria, options, true);
    case 'bucket':
      return bucketClause(criteria, true);
    case 'atLeast':
      return someClause(criteria, options, true);
    case 'not':
      return clause(criteria.of, options, true);
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return negated(only, options);
      return `not ${clause(criteria, options, true)}`;
    }
    default:
      return behaviourClause(criteria, true, phrases);
  }
}

/** “for whom at least 2 of these are true: (…; …; …)”. */
function someClause({ count, of }: AtLeastNode, options: SentenceOptions, not: boolean): string {
  const bound = not ? `at most ${count - 1}` : `at least ${count}`;
  const whom = options.subject === 'account' ? 'of which' : 'for whom';
  return `${whom} ${bound} of these are true: (${of.map((part) => clause(part, options, true)).join('; ')})`;
}

function segmentClause(node: SegmentNode, options: SentenceOptions, not: boolean): string {
  const name = `“${options.segmentName?.(node.segment) ?? node.segment}”`;
  if (options.subject === 'account') return `${not ? 'not ' : ''}in ${name}`;
  if (options.segmentSubject?.(node.segment) === 'account') {
    return `who ${not ? 'do not ' : ''}belong to an account in ${name}`;
  }
  return `who are ${not ? 'not ' : ''}in ${name}`;
}

function ofPeople(of: Criteria, { subject: _, ...options }: SentenceOptions): string {
  return clause(of, options, true);
}

function propertyClause(node: PropertyNode, options: SentenceOptions, not: boolean): string {
  if (node.property === 'profile.known' && typeof node.value === 'boolean' && node.operator === 'equals') {
    return node.value === not ? 'who are guests' : 'who are known users';
  }
  if (node.property === 'request.signedIn' && typeof node.value === 'boolean' && node.operator === 'equals') {
    // A request that does not say whether somebody is signed in is neither, so “not” is spelt out.
    return `who are ${not ? 'not ' : ''}signed ${node.value ? 'in' : 'out'}`;
  }
  const size = node.of === 'size' ? 'number of values of ' : '';
  const subject = options.subject === 'account' ? ownOf(node.property) : subjectOf(node.property);
  return `whose ${size}${subject} ${comparison(node, not)}`;
}

/** What an account has: “industry”. */
function ownOf(property: string): string {
  return words(pathOf(property));
}

/** “account’s industry”, “UTM source”, “plan”. */
function subjectOf(property: string): string {
  const scope = scopeOf(property);
  const path = pathOf(property);
  if (scope === 'profile') return path === 'userId' ? 'user id' : words(path);
  if (scope === 'request') {
    const field = requestFieldOf(path);
    if (field === null) return words(path);
    return field.id.endsWith('.') ? `${field.label} “${path.slice(field.id.length)}”` : field.label;
  }
  if (scope !== null && isGroupKind(scope)) {
    const kind = words(scope);
    if (path === 'id') return `${kind} id`;
    return `${kind}’s ${path === 'ancestorIds' ? 'ancestor id' : words(path)}`;
  }
  return words(path);
}

/** `lastOrder.total_price` as “last order total price”; words in capitals stay. */
function words(path: string): string {
  return path
    .replace(/[._\s-]+/g, ' ')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})(?=\p{Ll})/gu, (_whole, before: string, capital: string) => {
      return `${before} ${capital.toLowerCase()}`;
    })
    .trim();
}

/** Conditions of one event: “path starts with “/pricing” and total is at least 50”. */
function whereClause(criteria: Criteria, inGroup: boolean): string {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return whereClause(only, inGroup);
      const word = criteria.type === 'all' ? ' and ' : ' or ';
      const joined = criteria.of.map((part) => whereClause(part, true)).join(word);
      return inGroup ? `(${joined})` : joined;
    }
    case 'not': {
      const { of } = criteria;
      if (of.type === 'property') return `${words(pathOf(of.property))} ${comparison(of, true)}`;
      if (of.type === 'not') return whereClause(of.of, true);
      return `not ${whereClause(of, true)}`;
    }
    case 'atLeast': {
      const parts = criteria.of.map((part) => whereClause(part, true)).join('; ');
      return `at least ${criteria.count} of these are true: (${parts})`;
    }
    case 'property':
      return `${words(pathOf(criteria.property))} ${comparison(criteria, false)}`;
    default:
      return clause(criteria, {}, inGroup);
  }
}
