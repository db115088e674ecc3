import { comparisonOf, timeComparison } from '../behaviour.js';
import type { BehaviourNode, Criteria, EventMatch, EventNode, SequenceNode, Window } from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { pathOf } from '../property.js';
import { comparison } from './comparison.js';
import type { Phrasebook } from './phrasebook.js';
import { oppositeOf, wordsOf } from './words.js';

/** A condition about behaviour as a relative clause: “who did Page Viewed at least 3 times today”. */
export function behaviourClause(node: BehaviourNode, not: boolean, phrases: Phrasebook): string {
  const when = windowPhrase(node.window, phrases);
  switch (node.type) {
    case 'event':
      return eventClause(node, not, when, phrases);
    case 'aggregate': {
      const made = phrases.aggregate[node.function](nameOf(node.property), matchPhrase(node, phrases), when);
      return phrases.whose(made, comparison(comparisonOf(node), not, phrases));
    }
    case 'eventTime': {
      const time = node.which === 'first' ? phrases.firstTime : phrases.lastTime;
      const said = comparison(timeComparison(node), not, phrases);
      return phrases.whose(time(matchPhrase(node, phrases), when), said);
    }
    case 'sequence':
      return sequenceClause(node, not, when, phrases);
  }
}

/** “Order Completed (where total is at least 50)”. */
function matchPhrase({ event, where }: EventMatch, phrases: Phrasebook): string {
  return phrases.match(event, where === undefined ? null : whereClause(where, false, phrases));
}

/** A property of an event goes by the words of its path. */
function nameOf(property: string): string {
  return wordsOf(pathOf(property));
}

function eventClause(node: EventNode, not: boolean, when: string, phrases: Phrasebook): string {
  const did = matchPhrase(node, phrases);
  const { of, count } = node;
  if (of === undefined) {
    const plain = oppositeOf(count, not);
    if (plain === null) return phrases.event({ did, not, often: phrases.times(count), when });
    if ('atMost' in plain && plain.atMost === 0) return phrases.never(did, when);
    const often = 'atLeast' in plain && plain.atLeast === 1 ? '' : phrases.times(plain);
    return phrases.event({ did, not: false, often, when });
  }
  if ('property' in of) {
    return phrases.event({ did, not, often: phrases.withValues(count, nameOf(of.property)), when });
  }
  const often = of.distinct === 'days' ? phrases.onDays(count) : phrases.inSessions(count);
  return phrases.event({ did, not, often, when });
}

/** “A, then B (without C in between), then no D, within 2 days, with the same product id”. */
function sequenceClause(node: SequenceNode, not: boolean, when: string, phrases: Phrasebook): string {
  const steps = node.steps.map((step) => ({
    did: matchPhrase(step, phrases),
    absent: step.absent === true,
    without: (step.without ?? []).map((match) => matchPhrase(match, phrases)),
  }));
  const { same = [], within = null } = node;
  const each = typeof same === 'string' ? [same] : same;
  const paths = new Set(each).size > 1 ? each : each.slice(0, 1);
  return phrases.sequence({ steps, within, same: paths.map(nameOf), not, when });
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
function whereClause(criteria: Criteria, inGroup: boolean, phrases: Phrasebook): string {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const [only] = criteria.of;
      if (only !== undefined && criteria.of.length === 1) return whereClause(only, inGroup, phrases);
      const joined = phrases.joined(
        criteria.of.map((part) => whereClause(part, true, phrases)),
        criteria.type,
      );
      return inGroup ? `(${joined})` : joined;
    }
    case 'not': {
      const { of } = criteria;
      if (of.type === 'property') return phrases.where.property(nameOf(of.property), comparison(of, true, phrases));
      if (of.type === 'not') return whereClause(of.of, inGroup, phrases);
      return phrases.where.not(bracketed(whereClause(of, true, phrases)));
    }
    case 'atLeast':
      return phrases.where.someOf(
        criteria.count,
        criteria.of.map((part) => whereClause(part, true, phrases)),
      );
    case 'property':
      return phrases.where.property(nameOf(criteria.property), comparison(criteria, false, phrases));
    default:
      throw new InvalidCriteriaError(`A condition of type ${criteria.type} cannot stand inside “where”`);
  }
}

function bracketed(said: string): string {
  return said.startsWith('(') && said.endsWith(')') ? said : `(${said})`;
}
