import type { Criteria, EventMatch, PeopleNode } from '../criteria.js';
import { isEveryone } from '../everyone.js';
import { peopleSatisfy } from '../people.js';
import { pathOf, scopeOf } from '../property.js';
import { type RequestField, requestFieldOf } from '../request.js';
import { costsOf } from './costs.js';
import { countRange } from './counts.js';
import { isEmptyWindow } from './dates.js';
import type { AnalysisOptions, Finding, FindingCode, Severity } from './finding.js';
import { findingPhrases } from './finding-catalogues.js';
import type { FindingPhrases } from './finding-phrases.js';
import { GroupAnalysis, groupTypeOf, isNegative, isNotAll, type Walk } from './group.js';
import { type Context, type Place, type Status, under } from './places.js';
import { referencesOf } from './references.js';
import { AnalysisBudgetError, Relations } from './relations.js';
import { isTrueOfNothing } from './requirements.js';
import { inWords } from './words.js';

export type {
  AnalysisOptions,
  CataloguedProperty,
  Finding,
  FindingCode,
  PropertyCatalogue,
  Severity,
} from './finding.js';

export const nothingKnown: Status = { always: false, never: false, neverHere: false };

/** How many comparisons one analysis makes at most. Beyond them, what was found stands and `not_looked_at` says so. */
export const analysisBudget = 200_000;

/**
 * What is probably wrong with criteria that the parser accepted: contradictions, conditions that can never matter,
 * negatives under `any`, what is costly, what nobody has. Whatever is said to hold of nobody or of everybody does, for
 * every visitor and zone; not everything that does is found. What is true of the whole comes first, then errors, warnings and the rest.
 */
export function analyze(criteria: Criteria, options: AnalysisOptions = {}): readonly Finding[] {
  const analysis = new Analysis(options);
  analysis.whole(criteria);
  const order: Readonly<Record<Severity, number>> = { error: 1, warning: 2, info: 3 };
  const rank = ({ code, severity }: Finding) => (code.startsWith('matches_') ? 0 : order[severity]);
  return [...analysis.findings.values()].sort((one, other) => rank(one) - rank(other));
}

/** One walk over one tree. */
class Analysis implements Walk {
  readonly findings = new Map<string, Finding>();
  readonly needless = new Set<string>();
  readonly phrases: FindingPhrases;
  readonly relations: Relations;
  /** As `relations`, of people without several values of one property. */
  readonly singly: Relations;

  constructor(readonly options: AnalysisOptions) {
    this.phrases = findingPhrases[options.language ?? 'en'];
    const budget = { left: analysisBudget };
    this.relations = new Relations({ isSingle: (property) => isSingle(property, options), budget });
    this.singly = new Relations({ isSingle: () => true, budget });
  }

  whole(criteria: Criteria): void {
    for (const finding of [...referencesOf(criteria, this.options), ...costsOf(criteria, this.phrases)])
      this.put(finding);
    try {
      const status = this.visit({ node: criteria, path: '' }, null);
      if (status.never || status.neverHere) {
        this.add('matches_nobody', 'error', '', this.phrases.matchesNobody);
      } else if (status.always) this.add('matches_everyone', 'error', '', this.phrases.matchesEveryone);
    } catch (error) {
      if (!(error instanceof AnalysisBudgetError)) throw error;
      this.add('not_looked_at', 'info', '', this.phrases.notLookedAt);
    }
  }

  add(code: FindingCode, severity: Severity, path: string, message: string, relatedPath?: string): void {
    this.put({ code, severity, path, ...(relatedPath === undefined ? {} : { relatedPath }), message });
  }

  words(node: Criteria): string {
    return inWords(node, this.options);
  }

  visit(place: Place, context: Context | null): Status {
    const { node, path } = place;
    switch (node.type) {
      case 'all':
      case 'any':
        return new GroupAnalysis(this, node.type, place, context).status();
      case 'not': {
        if (isNotAll(node)) this.negatedParts(place);
        const { always, never } = this.visit({ node: node.of, path: under(path, 'of') }, context);
        return { always: never, never: always, neverHere: always };
      }
      case 'atLeast': {
        const type = groupTypeOf(node);
        if (type !== null) return new GroupAnalysis(this, type, place, context).status();
        node.of.forEach((part, index) => {
          this.visit({ node: part, path: `${under(path, 'of')}[${index}]` }, context);
        });
        return nothingKnown;
      }
      default:
        return this.leaf(place);
    }
  }

  /** “not all of x, y” lets in everybody of whom one of them does not hold. */
  private negatedParts({ node, path }: Place): void {
    const group = node.type === 'not' ? node.of : node;
    const parts = group.type === 'all' || group.type === 'atLeast' ? group.of : [];
    if (parts.length < 2) return;
    const at = under(path, 'of');
    for (const [index, part] of parts.entries()) {
      if (!isNegative(part, true)) continue;
      const message = this.phrases.negativeInAny(this.words({ type: 'not', of: part }));
      this.add('negative_in_any', 'warning', `${under(at, 'of')}[${index}]`, message);
    }
  }

  private leaf({ node, path }: Place): Status {
    const constancy = this.relations.constancyOf(node);
    if (constancy !== null && 'window' in node && isEmptyWindow(node.window)) {
      const message = this.phrases.windowOfNothing(this.words(node), constancy === 'always');
      this.add(constancy === 'always' ? 'always_true' : 'never_true', 'error', path, message);
    } else if (constancy === 'always') {
      this.add('always_true', 'warning', path, this.phrases.trueOfEveryone(this.words(node)));
    } else if (constancy === 'never') {
      this.add('never_true', 'error', path, this.phrases.trueOfNobody(this.words(node)));
    }
    if (constancy === 'always') {
      return { ...nothingKnown, always: true };
    }
    if (constancy === 'never') {
      return { ...nothingKnown, never: true, neverHere: true };
    }
    if (node.type === 'sequence') {
      node.steps.forEach((step, index) => {
        const at = `${under(path, 'steps')}[${index}]`;
        this.where(step, at);
        step.without?.forEach((each, position) => {
          this.where(each, `${at}.without[${position}]`);
        });
      });
      return nothingKnown;
    }
    if (node.type === 'people') return this.people(node, path);
    if (node.type !== 'event' && node.type !== 'aggregate' && node.type !== 'eventTime') return nothingKnown;
    const where = this.where(node, path);
    if (!where.never && !where.neverHere) return nothingKnown;
    const always =
      node.type === 'event' ? countRange(node).low === 0 : node.type === 'aggregate' && isTrueOfNothing(node);
    if (node.type !== 'event' && !always) {
      this.add('never_true', 'error', path, this.phrases.noSuchEvent(node.event));
      return nothingKnown;
    }
    const message = this.phrases.noSuchEventSo(node.event, always);
    this.add(always ? 'always_true' : 'never_true', 'error', path, message);
    return { always, never: !always, neverHere: !always };
  }

  /** What holds of nobody is counted 0 times; a share of nobody is none. All of them may be meant. */
  private people(node: PeopleNode, path: string): Status {
    if (isEveryone(node.of)) return nothingKnown;
    const { never } = this.visit({ node: node.of, path: under(path, 'of') }, null);
    if (!never || node.count === undefined) return nothingKnown;
    const always = peopleSatisfy(node, 0, 0);
    const message = this.phrases.peopleOfNobody(this.words(node), always);
    this.add(always ? 'always_true' : 'never_true', 'error', path, message);
    return { always, never: !always, neverHere: !always };
  }

  private where({ where }: EventMatch, path: string): Status {
    return where === undefined ? nothingKnown : this.visit({ node: where, path: under(path, 'where') }, null);
  }

  private put(finding: Finding): void {
    const key = `${finding.code} ${finding.path}`;
    if (!this.findings.has(key)) this.findings.set(key, finding);
  }
}

function isSingle(property: string, { catalogue }: AnalysisOptions): boolean {
  const scope = scopeOf(property);
  if (scope === 'profile') return true;
  if (scope === 'request') return isOne(requestFieldOf(pathOf(property)));
  return scope === 'user' && catalogue?.property(property)?.single === true;
}

/** A parameter of the address or a cookie can be there more than once. */
function isOne(field: RequestField | null): boolean {
  return field !== null && field.type !== 'textList' && !field.id.endsWith('.');
}
