import type { Criteria, PropertyNode } from '../criteria.js';
import { Acceptance } from './acceptance.js';
import { asTime, comparisonOf, rangeOf, scalarOf, textOperator } from './comparison.js';
import { translateActivity, translateCount, translateSession } from './event.js';
import type { ODataArray, ODataBinary, ODataExpression, ODataPath, ODataStep } from './expression.js';
import { type ODataFault, ODataStop } from './fault.js';
import { type NamedProperty, type ODataSubject, propertyNamed } from './names.js';
import { Notes, type ODataNote } from './note.js';
import { parseOData } from './parse.js';

export interface ODataCriteriaOptions {
  /** Whose names stand without a scope; people and their visit where absent. */
  readonly subject?: ODataSubject;
  /** The segment that an id in the filter means; the id itself where absent, left out where null. */
  readonly segmentOf?: (id: string) => string | null;
}

export type ODataCriteria =
  | {
      readonly ok: true;
      /** Null where nothing of the filter could be carried over. */
      readonly criteria: Criteria | null;
      readonly notes: readonly ODataNote[];
    }
  | { readonly ok: false; readonly fault: ODataFault };

/**
 * The criteria that a filter means. What has no equal is left out of its group and noted with its position, so whoever
 * takes criteria with notes of the kind `leftOut` takes other people than the filter did. What comes back is criteria
 * that `parseCriteria` accepts.
 */
export function criteriaFromOData(text: string, options: ODataCriteriaOptions = {}): ODataCriteria {
  const parsed = parseOData(text);
  if (!parsed.ok) return parsed;
  const notes = new Notes();
  const subject = options.subject ?? 'visitor';
  const acceptance = new Acceptance();
  let criteria: Criteria | null;
  try {
    criteria = new Translator(subject, notes, options, acceptance).condition(parsed.expression);
  } catch (error) {
    if (error instanceof ODataStop) return { ok: false, fault: error.fault };
    throw error;
  }
  const fault = criteria === null ? null : acceptance.whole(criteria, subject);
  if (fault !== null) return { ok: false, fault };
  if ((subject === 'organization' || subject === 'account') && criteria !== null && asksMore(criteria)) {
    notes.differs(0, severalGroups(subject));
  }
  return { ok: true, criteria, notes: notes.list };
}

const flipped = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' } as const;

/** What a comparison or a function asks of: the values of a property, or how many there are. */
interface Asked {
  readonly property: string;
  readonly of?: 'size';
  /** `tolower(…)` around it. */
  readonly lower?: true;
  /** Liferay keeps a date there, and compares it with numbers as times. */
  readonly isDate?: true;
}

export class Translator {
  private readonly variables = new Map<string, readonly string[]>();

  constructor(
    readonly subject: ODataSubject,
    readonly notes: Notes,
    readonly options: ODataCriteriaOptions,
    private readonly acceptance: Acceptance,
  ) {}

  /** The same for a filter in quotes. */
  inside(subject: ODataSubject, notes: Notes): Translator {
    return new Translator(subject, notes, this.options, this.acceptance);
  }

  condition(expression: ODataExpression): Criteria | null {
    const made = this.translated(expression);
    return made === null ? null : this.acceptance.part(made, expression.at, this.subject, this.notes);
  }

  private translated(expression: ODataExpression): Criteria | null {
    switch (expression.kind) {
      case 'and':
      case 'or': {
        const parts = expression.of.map((part) => this.condition(part)).filter((part) => part !== null);
        const [only] = parts;
        if (only === undefined || parts.length === 1) return only ?? null;
        return { type: expression.kind === 'and' ? 'all' : 'any', of: parts };
      }
      case 'not': {
        const of = this.condition(expression.of);
        return of === null ? null : { type: 'not', of };
      }
      case 'path':
        return this.pathCondition(expression);
      case 'binary':
        return this.comparison(expression);
      default:
        return this.notes.leftOut(expression.at, 'This is no condition on anybody');
    }
  }

  /** The property that a path names, after a note null. */
  property(path: ODataPath): string | null {
    return this.named(path)?.property ?? null;
  }

  private named(path: ODataPath): NamedProperty | null {
    const names = path.steps.map((step) => (step.kind === 'name' ? step.name : null));
    const steps = names.filter((name) => name !== null);
    if (steps.length < names.length) return this.notes.leftOut(path.at, 'Only the value of a property can be compared');
    const bound = this.variables.get(steps[0] ?? '');
    const found = propertyNamed(bound === undefined ? steps : [...bound, ...steps.slice(1)], this.subject);
    return 'property' in found ? found : this.notes.leftOut(path.at, found.reason);
  }

  private pathCondition(path: ODataPath): Criteria | null {
    const last = path.steps.at(-1);
    if (last?.kind === 'lambda') return this.lambda(path, last);
    if (last?.kind === 'call') return this.call(path, last);
    const property = this.property(path);
    return property === null ? null : { type: 'property', property, operator: 'equals', value: true };
  }

  private call(path: ODataPath, step: Extract<ODataStep, { kind: 'call' }>): Criteria | null {
    const { at } = path;
    const values = step.arguments.map(({ value }) => value);
    const [first, second, third] = values;
    if (path.steps.length > 1) return this.notes.leftOut(at, `“${step.name}” cannot be asked of a path`);
    const name = step.name.toLowerCase();
    const filter = step.arguments.find((argument) => argument.name === 'filter')?.value;
    if (this.subject !== 'visitor' && name.includes('.filter')) {
      return this.notes.leftOut(at, `“${step.name}” cannot be asked inside a condition on something else`);
    }
    switch (name) {
      case 'activities.filterbycount':
        return translateCount(this, at, step.arguments);
      case 'activities.filter':
        return translateActivity(this, at, filter);
      case 'events.filterbycount':
        return this.notes.leftOut(at, 'Its event is named by an id that only the server it comes from can resolve');
      case 'accounts.filterbycount':
      case 'organizations.filterbycount':
        return this.notes.leftOut(at, 'How many of a visitor’s groups are so cannot be asked, only whether one is');
      case 'sessions.filter':
        return translateSession(this, at, filter);
      case 'organizations.filter':
      case 'accounts.filter':
        return this.group(name === 'accounts.filter' ? 'account' : 'organization', at, filter);
    }
    if (name === 'between' && first !== undefined && second !== undefined && third !== undefined) {
      const asked = this.asked(first);
      if (asked === null) return null;
      const [low, high] = [second, third].map((end) => (asked.isDate && end.kind === 'literal' ? asTime(end) : end));
      if (low === undefined || high === undefined) return null;
      const range = rangeOf(asked.property, low, high, this.notes);
      return range === null ? null : sized(range, asked);
    }
    const operator = textOperator(name);
    if (operator === null || first === undefined || second === undefined) {
      return this.notes.leftOut(at, `The function “${step.name}” has no equal`);
    }
    return this.textComparison(operator, first, second);
  }

  private textComparison(
    operator: 'contains' | 'startsWith' | 'endsWith' | 'matches',
    left: ODataExpression,
    right: ODataExpression,
  ): Criteria | null {
    const asked = this.asked(left);
    if (asked === null) return null;
    if (right.kind !== 'literal' || right.literal !== 'text')
      return this.notes.leftOut(right.at, 'A text was expected');
    if (right.text === '') return this.notes.leftOut(right.at, 'Empty text is in every text');
    const leaf: PropertyNode = { type: 'property', property: asked.property, operator, value: right.text };
    if (operator === 'matches' && leaf.property === 'request.language' && right.text.includes('_')) {
      return this.notes.leftOut(right.at, 'Languages are written pt-BR here, which a pattern with “_” does not match');
    }
    return this.leaf(spelt(leaf), asked, right.at);
  }

  /** A filter over the groups of a visitor. */
  group(subject: 'organization' | 'account', at: number, filter: ODataExpression | undefined): Criteria | null {
    if (filter?.kind !== 'literal') return this.notes.leftOut(at, 'A filter in quotes was expected');
    const inside = this.notes.inside(filter.at, filter.text);
    const parsed = parseOData(filter.text);
    if (!parsed.ok) return inside.leftOut(parsed.fault.position, parsed.fault.message);
    const criteria = this.inside(subject, inside).condition(parsed.expression);
    if (criteria !== null && asksMore(criteria)) this.notes.differs(at, severalGroups(subject));
    return criteria;
  }

  private lambda(path: ODataPath, lambda: Extract<ODataStep, { kind: 'lambda' }>): Criteria | null {
    const { quantifier, variable, condition } = lambda;
    const list: ODataPath = { ...path, steps: path.steps.slice(0, -1) };
    const names = list.steps.map((step) => (step.kind === 'name' ? step.name : ''));
    const [only = ''] = names;
    if (names.length === 1 && (only === 'cookies' || only === 'requestParameters') && this.subject === 'visitor') {
      return this.pair(only === 'cookies' ? 'cookies' : 'parameters', lambda);
    }
    if (condition === null) {
      const property = this.property(list);
      return property === null ? null : { type: 'property', property, operator: 'known' };
    }
    if (!isSimple(condition, quantifier)) {
      return this.notes.leftOut(condition.at, 'Several conditions on one and the same value of a list');
    }
    this.variables.set(variable, names);
    const criteria = this.condition(condition);
    this.variables.delete(variable);
    if (quantifier === 'any' || criteria?.type !== 'property') return criteria;
    // In OData “all” is true of an empty list.
    const known: PropertyNode = { type: 'property', property: criteria.property, operator: 'known' };
    return {
      type: 'any',
      of: [
        { type: 'not', of: known },
        { ...criteria, quantifier: 'all' },
      ],
    };
  }

  /** `cookies/any(c:c eq 'name=value')`. */
  private pair(family: 'cookies' | 'parameters', lambda: Extract<ODataStep, { kind: 'lambda' }>): Criteria | null {
    const { at, condition, quantifier, variable } = lambda;
    const asked = quantifier === 'any' && condition !== null ? pairOf(condition, variable) : null;
    if (asked === null)
      return this.notes.leftOut(at, 'Only one comparison with a text “name=value” can be carried over');
    const cut = asked.text.indexOf('=');
    const name = asked.text.slice(0, cut);
    if (cut <= 0) return this.notes.leftOut(at, `“${asked.text}” is no text of the form name=value`);
    const value = asked.text.slice(cut + 1);
    const property = `request.${family}.${name}`;
    if (asked.operator === 'contains') {
      this.notes.differs(at, `Read as: the value of “${name}” contains “${value}”`);
    }
    if (asked.operator === 'equals') return { type: 'property', property, operator: 'equals', value };
    if (value === '') return { type: 'property', property, operator: 'known' };
    return { type: 'property', property, operator: asked.operator, value };
  }

  private comparison({ at, operator, left, right }: ODataBinary): Criteria | null {
    if (left.kind === 'literal' && right.kind === 'path' && Object.hasOwn(flipped, operator)) {
      const turned = Object.entries(flipped).find(([each]) => each === operator)?.[1];
      if (turned !== undefined)
        return this.comparison({ kind: 'binary', at, operator: turned, left: right, right: left });
    }
    if (operator === 'in') return this.oneOf(at, left, right);
    if (operator === 'ne') {
      const equal = this.comparison({ kind: 'binary', at, operator: 'eq', left, right });
      if (equal === null) return null;
      return equal.type === 'not' ? equal.of : { type: 'not', of: equal };
    }
    if (operator !== 'eq' && operator !== 'gt' && operator !== 'ge' && operator !== 'lt' && operator !== 'le') {
      return this.notes.leftOut(at, `The operator “${operator}” has no equal`);
    }
    if (right.kind !== 'literal')
      return this.notes.leftOut(at, 'Only a property compared with a value can be carried over');
    if (this.isSegment(left) && right.literal === 'text' && operator === 'eq')
      return this.segment(right.text, right.at);
    const asked = this.asked(left);
    if (asked === null) return null;
    if (right.literal === 'null') {
      if (operator !== 'eq') return this.notes.leftOut(right.at, 'Nothing is more or less than null');
      return { type: 'not', of: { type: 'property', property: asked.property, operator: 'known' } };
    }
    const leaf = comparisonOf(asked.property, operator, asked.isDate ? asTime(right) : right, this.notes);
    return leaf === null ? null : this.leaf(spelt(leaf), asked, right.at);
  }

  private oneOf(at: number, left: ODataExpression, right: ODataExpression): Criteria | null {
    if (right.kind !== 'array') return this.notes.leftOut(right.at, 'A list of values was expected');
    if (right.items.length === 0) return this.notes.leftOut(right.at, 'Nothing is one of an empty list');
    const values = right.items.map((item) => scalarOf(item, this.notes));
    const value = values.filter((each) => each !== null);
    if (value.length < values.length) return null;
    if (this.isSegment(left)) {
      const of = value.map((id) => this.segment(String(id), at)).filter((part) => part !== null);
      const [only] = of;
      return of.length > 1 ? { type: 'any', of } : (only ?? null);
    }
    const asked = this.asked(left);
    if (asked === null) return null;
    if (asked.isDate) return this.oneDateOf(asked.property, right);
    return this.leaf(spelt({ type: 'property', property: asked.property, operator: 'oneOf', value }), asked, right.at);
  }

  private oneDateOf(property: string, { items }: ODataArray): Criteria | null {
    const literals = items.filter((item) => item.kind === 'literal');
    const of = literals.map((item) => comparisonOf(property, 'eq', asTime(item), this.notes));
    const parts = of.filter((part) => part !== null);
    const [only] = parts;
    if (only === undefined || parts.length < of.length) return null;
    return parts.length === 1 ? only : { type: 'any', of: parts };
  }

  private isSegment(expression: ODataExpression): boolean {
    return this.subject === 'visitor' && isSegment(expression);
  }

  private segment(id: string, at: number): Criteria | null {
    const segment = this.options.segmentOf === undefined ? id : this.options.segmentOf(id);
    return segment === null ? this.notes.leftOut(at, `There is no segment “${id}”`) : { type: 'segment', segment };
  }

  /** What stands left of an operator or first in a function. */
  private asked(expression: ODataExpression): Asked | null {
    const { at } = expression;
    if (expression.kind !== 'path') return this.notes.leftOut(at, 'Only the value of a property can be compared');
    const last = expression.steps.at(-1);
    if (last?.kind === 'name' && last.name === '$count') {
      const property = this.property({ ...expression, steps: expression.steps.slice(0, -1) });
      return property === null ? null : { property, of: 'size' };
    }
    const [only] = expression.steps;
    if (expression.steps.length === 1 && only?.kind === 'call' && only.name.toLowerCase() === 'tolower') {
      const inner = only.arguments[0]?.value;
      const asked = inner === undefined ? null : this.asked(inner);
      return asked === null ? null : { ...asked, lower: true };
    }
    if (last?.kind === 'call') return this.notes.leftOut(at, `The function “${last.name}” has no equal`);
    const named = this.named(expression);
    if (named === null) return null;
    return named.isDate ? { property: named.property, isDate: true } : { property: named.property };
  }

  private leaf(leaf: PropertyNode, asked: Asked, at: number): Criteria | null {
    if (asked.lower && String(leaf.value).toLowerCase() !== String(leaf.value)) {
      return this.notes.leftOut(at, 'No text in small letters is equal to this one');
    }
    return sized(leaf, asked);
  }
}

function sized(leaf: PropertyNode, { of }: Asked): PropertyNode {
  return of === undefined ? leaf : { ...leaf, of };
}

/** Languages are spelt `pt_BR` there. */
function spelt(leaf: PropertyNode): PropertyNode {
  if (leaf.property !== 'request.language') return leaf;
  const { value } = leaf;
  const tag = (each: unknown) => (typeof each === 'string' ? each.replaceAll('_', '-') : String(each));
  if (typeof value === 'string') return { ...leaf, value: tag(value) };
  return Array.isArray(value) ? { ...leaf, value: value.map(tag) } : leaf;
}

function isSegment(expression: ODataExpression): boolean {
  if (expression.kind !== 'path' || expression.steps.length !== 1) return false;
  const [step] = expression.steps;
  return step?.kind === 'name' && step.name === 'segmentsEntryIds';
}

/** One condition on a value; of `any` also several joined by “or”. */
function isSimple(condition: ODataExpression, quantifier: 'any' | 'all'): boolean {
  if (condition.kind === 'or') return quantifier === 'any' && condition.of.every((part) => isSimple(part, quantifier));
  if (condition.kind === 'binary') return condition.operator !== 'ne';
  return condition.kind === 'path' && condition.steps.at(-1)?.kind !== 'lambda';
}

function pairOf(
  condition: ODataExpression,
  variable: string,
): { readonly operator: 'equals' | 'contains' | 'startsWith'; readonly text: string } | null {
  const isVariable = (each: ODataExpression | undefined) =>
    each?.kind === 'path' &&
    each.steps.length === 1 &&
    each.steps[0]?.kind === 'name' &&
    each.steps[0].name === variable;
  if (condition.kind === 'binary') {
    const { left, operator, right } = condition;
    if (operator !== 'eq' || !isVariable(left) || right.kind !== 'literal' || right.literal !== 'text') return null;
    return { operator: 'equals', text: right.text };
  }
  const step = condition.kind === 'path' && condition.steps.length === 1 ? condition.steps[0] : undefined;
  if (step?.kind !== 'call') return null;
  const operator = textOperator(step.name.toLowerCase());
  const [left, right] = step.arguments.map(({ value }) => value);
  if (!isVariable(left) || right?.kind !== 'literal' || right.literal !== 'text') return null;
  return operator === 'contains' || operator === 'startsWith' ? { operator, text: right.text } : null;
}

/** Whether criteria ask more of a group than one thing that holds of it. */
function asksMore(criteria: Criteria): boolean {
  if (criteria.type === 'any') return criteria.of.some(asksMore);
  return criteria.type === 'all' || criteria.type === 'not';
}

function severalGroups(subject: 'organization' | 'account'): string {
  return `There, all of this is asked of one ${subject}; here each condition may hold of another of the visitor’s, and “not” means of none`;
}
