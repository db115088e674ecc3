import { comparisonOf, timeComparison } from '../behaviour.js';
import type {
  BehaviourNode,
  Criteria,
  EventMatch,
  EventNode,
  PropertyNode,
  SequenceNode,
  Window,
} from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { comparison } from './comparison.js';
import { eventNoun } from './nouns.js';
import type { Phrasebook, SharedPhrase } from './phrasebook.js';
import type { Saying } from './saying.js';
import { oppositeOf } from './words.js';

/** A condition about behaviour as a relative clause: “who did Page Viewed at least 3 times today”. */
export function behaviourClause(node: BehaviourNode, not: boolean, saying: Saying): string {
  const { phrases } = saying;
  const when = windowPhrase(node.window, phrases);
  switch (node.type) {
    case 'event':
      return eventClause(node, not, when, saying);
    case 'aggregate': {
      const made = phrases.aggregate[node.function](
        eventNoun(node.property, node.event, saying),
        matchPhrase(node, saying),
        when,
      );
      return phrases.whose(made, comparison(comparisonOf(node), not, saying));
    }
    case 'eventTime': {
      const time = node.which === 'first' ? phrases.firstTime : phrases.lastTime;
      const said = comparison(timeComparison(node), not, saying);
      return phrases.whose(time(matchPhrase(node, saying), when), said);
    }
    case 'sequence':
      return sequenceClause(node, not, when, saying);
  }
}

/** “Order Completed (where total is at least 50)”. */
function matchPhrase({ event, where }: EventMatch, saying: Saying): string {
  const name = saying.labels?.event(event) ?? event;
  return saying.phrases.match(name, where === undefined ? null : whereClause(where, false, event, saying));
}

function eventClause(node: EventNode, not: boolean, when: string, saying: Saying): string {
  const { phrases } = saying;
  const did = matchPhrase(node, saying);
  const { of, count } = node;
  if (of === undefined) {
    const plain = oppositeOf(count, not);
    if (plain === null) return phrases.event({ did, not, often: phrases.times(count), when });
    if ('atMost' in plain && plain.atMost === 0) return phrases.never(did, when);
    const often = 'atLeast' in plain && plain.atLeast === 1 ? '' : phrases.times(plain);
    return phrases.event({ did, not: false, often, when });
  }
  if ('property' in of) {
    return phrases.event({
      did,
      not,
      often: phrases.withValues(count, eventNoun(of.property, node.event, saying)),
      when,
    });
  }
  const often = of.distinct === 'days' ? phrases.onDays(count) : phrases.inSessions(count);
  return phrases.event({ did, not, often, when });
}

/** “A, then B (without C in between), then no D, within 2 days, with the same product id”. */
function sequenceClause(node: SequenceNode, not: boolean, when: string, saying: Saying): string {
  const steps = node.steps.map((step) => ({
    did: matchPhrase(step, saying),
    absent: step.absent === true,
    without: (step.without ?? []).map((match) => matchPhrase(match, saying)),
  }));
  const { same = [], within = null } = node;
  const each = typeof same === 'string' ? [same] : same;
  return saying.phrases.sequence({ steps, within, same: sharedPhrases(each, node, saying), not, when });
}

/** One property by itself; of different ones, each with the steps that it is of. */
function sharedPhrases(paths: readonly string[], { steps }: SequenceNode, saying: Saying): readonly SharedPhrase[] {
  const shared = new Map<string, number[]>();
  for (const [index, path] of paths.entries()) {
    const name = eventNoun(path, steps[index]?.event ?? '', saying);
    shared.set(name, [...(shared.get(name) ?? []), index + 1]);
  }
  const differ = new Set(paths).size > 1;
  return [...shared].slice(0, differ ? undefined : 1).map(([name, of]) => ({ name, steps: differ ? of : [] }));
}

/** “in the last 7 days”; empty for ever. */
function windowPhrase(window: Window | undefined, phrases: Phrasebook): string {
  if (window === undefined) return '';
  if ('rolling' in window) return phrases.rolling(window.rolling);
  if ('past' in window) return phrases.past(window.past.from, window.past.to);
  if ('calendar' in window) return phrases.calendar(window.calendar, window.ago ?? 0);
  const [from, to] = [window.fixed.from, window.fixed.to].map((date) =>
    date === undefined ? null : phrases.date(date),
  );
  return phrases.fixed(from ?? null, to ?? null);
}

/** Conditions of one event: “path starts with “/pricing” and total is at least 50”. */
function whereClause(criteria: Criteria, inGroup: boolean, event: string, saying: Saying): string {
  const { phrases } = saying;
  const said = (node: PropertyNode, not: boolean) => {
    const text = eventNoun(node.property, event, saying);
    const noun = node.of === 'size' ? phrases.numberOfValues({ text }).text : text;
    return phrases.where.property(noun, comparison(node, not, saying));
  };
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return whereClause(only, inGroup, event, saying);
      const joined = phrases.joined(
        criteria.of.map((part) => whereClause(part, true, event, saying)),
        criteria.type,
      );
      return inGroup ? `(${joined})` : joined;
    }
    case 'not': {
      const { of } = criteria;
      if (of.type === 'property') return said(of, true);
      if (of.type === 'not') return whereClause(of.of, inGroup, event, saying);
      return phrases.where.not(bracketed(whereClause(of, true, event, saying)));
    }
    case 'atLeast':
      return phrases.where.someOf(
        criteria.count,
        criteria.of.map((part) => whereClause(part, true, event, saying)),
      );
    case 'property':
      return said(criteria, false);
    default:
      throw new InvalidCriteriaError(`A condition of type ${criteria.type} cannot stand inside “where”`);
  }
}

function bracketed(said: string): string {
  return said.startsWith('(') && said.endsWith(')') ? said : `(${said})`;
}
