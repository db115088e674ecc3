import type { AtLeastNode, Criteria, PeopleNode, PropertyNode, SegmentNode } from '../criteria.js';
import { isEveryone } from '../everyone.js';
import { isGroupKind, pathOf, scopeOf } from '../property.js';
import { behaviourClause } from './behaviour.js';
import { comparison, oneValue } from './comparison.js';
import { nounOf } from './nouns.js';
import { type Saying, type SentenceOptions, sayingOf } from './saying.js';

export type { Labels, SentenceOptions } from './saying.js';

/**
 * Criteria as a sentence without a full stop: “People whose plan is “free” and who did Page Viewed (where path starts
 * with “/pricing”) at least 3 times in the last 7 days”. Groups inside groups stand in brackets.
 *
 * @throws InvalidCriteriaError for criteria that the parser would refuse
 */
export function sentence(criteria: Criteria, options: SentenceOptions = {}): string {
  const saying = sayingOf(options);
  const { phrases, subject } = saying;
  const excluded = negatedGroup(criteria);
  if (excluded !== null) return phrases.wholeExcept(clause(excluded, saying, false), subject);
  return phrases.whole(clause(criteria, saying, false), subject);
}

/** Criteria as what is true of somebody, such as “whose plan is “free””: a sentence without its beginning. */
export function relativeClause(criteria: Criteria, options: SentenceOptions = {}): string {
  return clause(criteria, sayingOf(options), false);
}

/** The group that a whole tree negates, or null; “people not (…)” would be poor English. */
function negatedGroup(criteria: Criteria): Criteria | null {
  if (criteria.type !== 'not') return null;
  const { of } = criteria;
  return (of.type === 'all' || of.type === 'any') && of.of.length > 1 ? of : null;
}

/** One condition or group as a relative clause. */
function clause(criteria: Criteria, saying: Saying, inGroup: boolean): string {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return clause(only, saying, inGroup);
      const joined = saying.phrases.joined(
        criteria.of.map((part) => clause(part, saying, true)),
        criteria.type,
      );
      return inGroup ? `(${joined})` : joined;
    }
    case 'not':
      return negated(criteria.of, saying, inGroup);
    default:
      return condition(criteria, saying, false);
  }
}

function negated(criteria: Criteria, saying: Saying, inGroup: boolean): string {
  switch (criteria.type) {
    case 'not':
      return clause(criteria.of, saying, inGroup);
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return negated(only, saying, inGroup);
      return saying.phrases.notOf(clause(criteria, saying, true));
    }
    default:
      return condition(criteria, saying, true);
  }
}

type Condition = Exclude<Criteria, { readonly type: 'all' | 'any' | 'not' }>;

function condition(criteria: Condition, saying: Saying, not: boolean): string {
  const { phrases } = saying;
  switch (criteria.type) {
    case 'property':
      return propertyClause(criteria, saying, not);
    case 'people':
      return peopleClause(criteria, saying, not);
    case 'segment':
      return segmentClause(criteria, saying, not);
    case 'bucket': {
      const { from, to, salt } = criteria;
      return phrases.bucket(phrases.number(from), phrases.number(to), phrases.quoted(salt), not);
    }
    case 'atLeast':
      return someClause(criteria, saying, not);
    default:
      return behaviourClause(criteria, not, saying);
  }
}

/** “for whom at least 2 of these are true: (…; …; …)”. */
function someClause({ count, of }: AtLeastNode, saying: Saying, not: boolean): string {
  const bound = not ? { atMost: count - 1 } : { atLeast: count };
  const parts = of.map((part) => clause(part, saying, true));
  return saying.phrases.someOf(bound, parts, saying.subject);
}

function segmentClause({ segment }: SegmentNode, saying: Saying, not: boolean): string {
  const { phrases, subject, segmentName, segmentSubject } = saying;
  const name = phrases.quoted(segmentName?.(segment) ?? segment);
  return phrases.segment({ name, not, subject, members: segmentSubject?.(segment) ?? 'person' });
}

/** “with at least 3 people who did Page Viewed”, “with at least 3 people”, “with at least 50 % of their people among those who …”. */
function peopleClause({ of, count, share }: PeopleNode, saying: Saying, not: boolean): string {
  const { phrases } = saying;
  if (share === undefined && isEveryone(of)) return phrases.peopleAtAll(count ?? { atLeast: 1 }, not);
  const people = clause(of, { ...saying, subject: 'person' }, true);
  return share === undefined
    ? phrases.people(count ?? { atLeast: 1 }, people, not)
    : phrases.shareOfPeople(share, people, not);
}

function propertyClause(node: PropertyNode, saying: Saying, not: boolean): string {
  const { phrases, subject } = saying;
  const { property, operator, value } = node;
  if (property === 'profile.known' && typeof value === 'boolean' && operator === 'equals') {
    return phrases.knownUser(value !== not);
  }
  if (property === 'request.signedIn' && typeof value === 'boolean' && operator === 'equals') {
    // A request that does not say whether somebody is signed in is neither, so “not” is spelt out.
    return phrases.signedIn(value, not);
  }
  const noun = nounOf(property, saying);
  const scope = scopeOf(property);
  const kind = scope !== null && isGroupKind(scope) && subject === 'person' ? scope : null;
  if (node.of === 'size') {
    const groups = kind !== null && pathOf(property) === 'id';
    const number = groups ? phrases.numberOfGroups(kind) : phrases.numberOfValues(noun);
    return phrases.whose(number, comparison(node, not, saying));
  }
  if (kind === null) return phrases.whose(noun, comparison(node, not, saying));
  // A group has one id, but may have several values of anything else.
  const said = pathOf(property) === 'id' ? oneValue : comparison;
  const predicate = (opposite: boolean) => said(node, opposite, saying);
  return phrases.belonging({ kind, noun, predicate, every: node.quantifier === 'all', not });
}
