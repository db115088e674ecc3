import type { Criteria } from '../criteria.js';
import type { FindingCode, Severity } from './finding.js';
import type { FindingPhrases } from './finding-phrases.js';
import { type Context, type Place, type Status, under } from './places.js';
import type { Relations } from './relations.js';

/** The walk over the whole tree that a group is part of. */
export interface Walk {
  readonly phrases: FindingPhrases;
  readonly relations: Relations;
  /** As `relations`, of people without several values of one property. */
  readonly singly: Relations;
  /** Paths of parts that can be deleted, since others say what they say. */
  readonly needless: Set<string>;
  add(code: FindingCode, severity: Severity, path: string, message: string, relatedPath?: string): void;
  words(node: Criteria): string;
  visit(place: Place, context: Context | null): Status;
}

/** The parts of one `all` or `any` compared with one another and with what must hold around them. */
export class GroupAnalysis {
  private readonly parts: readonly Place[];
  /** Parts that are known to say nothing; what they would say of others is said by those that are left. */
  private readonly idle = new Set<Place>();

  constructor(
    private readonly analysis: Walk,
    private readonly type: 'all' | 'any',
    private readonly place: Place,
    private readonly context: Context | null,
  ) {
    this.parts = opened(type, place);
  }

  status(): Status {
    const { analysis, type, parts, idle } = this;
    this.duplicates();
    const inner = parts.map((part, index) =>
      analysis.visit(part, type === 'all' ? { places: parts, except: index, idle, outer: this.context } : this.context),
    );
    let decided = false;
    for (const [index, one] of parts.entries()) {
      for (const other of parts.slice(index + 1)) {
        if (this.idle.has(one)) break;
        if (!this.idle.has(other)) decided = this.pair(one, other) || decided;
      }
    }
    if (type === 'any') this.negatives();
    const here = parts.map((part) => this.inContext(part));
    if (type === 'all') {
      const never = decided || inner.some((status) => status.never);
      const neverHere = never || inner.some((status) => status.neverHere) || here.includes('never');
      return { always: inner.every((status) => status.always), never, neverHere };
    }
    const neverHere = inner.every((status, index) => status.neverHere || here[index] === 'never');
    return {
      always: decided || inner.some((status) => status.always),
      never: inner.every((status) => status.never),
      neverHere,
    };
  }

  private duplicates(): void {
    const { relations } = this.analysis;
    const firsts = new Map<number, Place>();
    for (const part of this.parts) {
      const id = relations.idOf(part.node);
      const first = firsts.get(id);
      if (first === undefined) {
        firsts.set(id, part);
        continue;
      }
      this.idle.add(part);
      const message = this.analysis.phrases.saidTwice(this.analysis.words(part.node));
      this.analysis.add('duplicate', 'warning', part.path, message, first.path);
    }
  }

  /** Whether two parts decide the whole: an `all` to nobody, an `any` to everyone. */
  private pair(one: Place, other: Place): boolean {
    const { analysis, place } = this;
    const { relations, singly, phrases } = analysis;
    const words = [analysis.words(one.node), analysis.words(other.node)] as const;
    if (this.type === 'all') {
      if (relations.excludes(one.node, other.node)) {
        analysis.add('contradiction', 'error', other.path, phrases.contradiction(...words), one.path);
        return true;
      }
      if (singly.excludes(one.node, other.node)) {
        const message = phrases.contradictionUnlessSeveral(...words);
        analysis.add('contradiction_of_single_value', 'warning', other.path, message, one.path);
        return false;
      }
      if (relations.implies(one.node, other.node)) this.needless('implied', other, one);
      else if (relations.implies(other.node, one.node)) this.needless('implied', one, other);
      return false;
    }
    if (relations.covers(one.node, other.node)) {
      analysis.add('always_true', 'error', place.path, phrases.together(...words), other.path);
      return true;
    }
    if (singly.covers(one.node, other.node)) {
      analysis.add('negative_in_any', 'error', other.path, phrases.togetherUnlessSeveral(...words), one.path);
      return false;
    }
    if (relations.implies(one.node, other.node)) this.needless('absorbed', one, other);
    else if (relations.implies(other.node, one.node)) this.needless('absorbed', other, one);
    return false;
  }

  private needless(code: 'implied' | 'absorbed', part: Place, by: Place): void {
    const { analysis } = this;
    if (this.idle.has(part) || this.idle.has(by) || this.relies(by)) return;
    this.idle.add(part);
    analysis.needless.add(part.path);
    const message = analysis.phrases[code](analysis.words(part.node), analysis.words(by.node));
    analysis.add(code, 'warning', part.path, message, by.path);
  }

  /** Whether something inside is needless: it may be so because of what is to be called needless now. */
  private relies({ path }: Place): boolean {
    for (const each of this.analysis.needless) {
      if (each.startsWith(path) && (each[path.length] === '.' || each[path.length] === '[')) return true;
    }
    return false;
  }

  /** “not free” beside another way in lets in nearly everyone, those without a value among them. */
  private negatives(): void {
    const { analysis, parts } = this;
    if (parts.length < 2) return;
    for (const part of parts) {
      if (this.idle.has(part) || isNotAll(part.node) || !isNegative(part.node)) continue;
      const message = analysis.phrases.negativeInAny(analysis.words(part.node));
      analysis.add('negative_in_any', 'warning', part.path, message);
    }
  }

  /** What must hold around a group can decide its parts. */
  private inContext(part: Place): 'never' | null {
    const { analysis, context, type } = this;
    const { relations } = analysis;
    for (const fact of factsOf(context)) {
      if (type === 'any' && relations.excludes(fact.node, part.node)) {
        const message = analysis.phrases.unreachable(analysis.words(part.node), analysis.words(fact.node));
        analysis.add('unreachable', 'warning', part.path, message, fact.path);
        return 'never';
      }
      if (type === 'any') continue;
      if (relations.excludes(fact.node, part.node)) return 'never';
      // One part has to stay: a group around it may be negated.
      if (this.idle.has(part) || this.parts.length - this.idle.size < 2) continue;
      if (!relations.implies(fact.node, part.node)) continue;
      this.needless('implied', part, fact);
    }
    return null;
  }
}

function* factsOf(context: Context | null): Generator<Place> {
  for (let level = context; level !== null; level = level.outer) {
    for (const [index, place] of level.places.entries()) {
      if (index !== level.except && !level.idle.has(place)) yield place;
    }
  }
}

/** Which of two kinds of group a node is, also one that says how many of its parts are needed: one, or all of them. */
export function groupTypeOf(node: Criteria): 'all' | 'any' | null {
  if (node.type === 'all' || node.type === 'any') return node.type;
  if (node.type !== 'atLeast') return null;
  return node.count === node.of.length ? 'all' : node.count === 1 ? 'any' : null;
}

/** The parts of a group; those of groups of its kind inside it, and of groups of one part, are its own. */
function opened(type: 'all' | 'any', { node, path }: Place): readonly Place[] {
  const own = groupTypeOf(node);
  const parts = node.type === 'all' || node.type === 'any' || node.type === 'atLeast' ? node.of : [];
  if (own !== null && (own === type || parts.length === 1)) {
    return parts.flatMap((part, index) => opened(type, { node: part, path: `${under(path, 'of')}[${index}]` }));
  }
  return [{ node, path }];
}

/** “not all of …”: each of these parts, negated, is a way in by itself. */
export function isNotAll(node: Criteria): boolean {
  return node.type === 'not' && groupTypeOf(node.of) === 'all';
}

/** Whether a condition, or its negation, is true of nearly everyone because it asks that something is not so. */
export function isNegative(node: Criteria, negated = false): boolean {
  switch (node.type) {
    case 'not':
      return isNegative(node.of, !negated);
    case 'property':
      return negated && node.operator !== 'known';
    case 'event':
      return negated ? 'atLeast' in node.count : 'atMost' in node.count;
    case 'all':
    case 'any':
    case 'atLeast': {
      const type = groupTypeOf(node);
      if (type === null) return false;
      const negative = (part: Criteria) => isNegative(part, negated);
      return (type === 'any') === negated ? node.of.every(negative) : node.of.some(negative);
    }
    default:
      return false;
  }
}
