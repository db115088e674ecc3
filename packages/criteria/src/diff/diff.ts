import { under } from '../analysis/places.js';
import { inWords } from '../analysis/words.js';
import { canonical } from '../canonical.js';
import type { AllNode, AnyNode, Criteria, NotNode } from '../criteria.js';
import type { SentenceOptions } from '../wording/sentence.js';
import { type ChangePhrases, changePhrases, type Standing } from './change-phrases.js';

/** One difference between two definitions. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Where in the first definition; null for what was added. */
  readonly before: string | null;
  /** Where in the second definition; null for what was removed. */
  readonly after: string | null;
  /** What is different, as a sentence. */
  readonly message: string;
}

interface Place {
  readonly node: Criteria;
  readonly path: string;
}

/**
 * What changed from one definition to another, condition by condition, in words; none where both have one canonical
 * form, so that order, repetition and nesting are no change. Conditions about the same thing are compared with each
 * other, what is left was added or removed.
 */
export function diff(before: Criteria, after: Criteria, options: SentenceOptions = {}): readonly Change[] {
  const comparison = new Comparison(options);
  comparison.compare({ node: before, path: '' }, { node: after, path: '' }, false, 'all');
  return comparison.changes;
}

type GroupType = AllNode['type'] | AnyNode['type'];

const standings: Readonly<Record<GroupType, readonly [Standing, Standing]>> = {
  all: ['needed', 'unwantedTogether'],
  any: ['enough', 'unwanted'],
};

class Comparison {
  readonly changes: Change[] = [];
  private readonly phrases: ChangePhrases;

  constructor(private readonly options: SentenceOptions) {
    this.phrases = changePhrases[options.language ?? 'en'];
  }

  /**
   * @param negated whether both stand inside a negation
   * @param group the type of the group that both are parts of
   */
  compare(before: Place, after: Place, negated: boolean, group: GroupType): void {
    const [one, other] = [unwrapped(before), unwrapped(after)];
    if (canonical(one.node) === canonical(other.node)) return;
    if (one.node.type === 'not' && other.node.type === 'not') {
      const [inside, otherInside] = [unwrapped(insideOf(one, one.node)), unwrapped(insideOf(other, other.node))];
      if (isGroup(inside.node) || isGroup(otherInside.node)) {
        this.compare(inside, otherInside, !negated, 'any');
        return;
      }
    }
    const types = [one, other].flatMap(({ node }): readonly GroupType[] => (isGroup(node) ? [node.type] : []));
    const [first, last = first] = types;
    if (first === undefined || last === undefined) {
      if (subjectOf(one.node) !== subjectOf(other.node)) {
        this.compareParts([one], [other], negated, [group, group]);
        return;
      }
      const words = `${inWords(one.node, this.options)} → ${inWords(other.node, this.options)}`;
      this.add('changed', standingOf(group, negated), one.path, other.path, words);
      return;
    }
    if (first !== last) {
      this.add('changed', standingOf(group, negated), one.path, other.path, this.phrases.regrouped[last]);
    }
    this.compareParts(partsOf(one), partsOf(other), negated, [first, last]);
  }

  private compareParts(
    before: readonly Place[],
    after: readonly Place[],
    negated: boolean,
    [first, last]: readonly [GroupType, GroupType],
  ): void {
    const left = [...before];
    const right = [...after];
    const take = (same: (one: Criteria, other: Criteria) => boolean, met: (one: Place, other: Place) => void) => {
      for (const one of [...left]) {
        const at = right.findIndex((other) => same(one.node, other.node));
        const other = right[at];
        if (other === undefined) continue;
        left.splice(left.indexOf(one), 1);
        right.splice(at, 1);
        met(one, other);
      }
    };
    take(
      (one, other) => canonical(one) === canonical(other),
      () => {},
    );
    take(
      (one, other) => subjectOf(one) === subjectOf(other),
      (one, other) => this.compare(one, other, negated, last),
    );
    for (const { node, path } of left) {
      this.add('removed', standingOf(first, negated), path, null, inWords(node, this.options));
    }
    for (const { node, path } of right) {
      this.add('added', standingOf(last, negated), null, path, inWords(node, this.options));
    }
  }

  private add(kind: Change['kind'], how: Standing, before: string | null, after: string | null, words: string): void {
    this.changes.push({ kind, before, after, message: `${this.phrases[kind][how]}: ${words}` });
  }
}

function standingOf(group: GroupType, negated: boolean): Standing {
  return standings[group][negated ? 1 : 0];
}

function insideOf({ path }: Place, { of }: NotNode): Place {
  return { node: of, path: under(path, 'of') };
}

/** A group of one is its only part. */
function unwrapped(place: Place): Place {
  const { node, path } = place;
  const [only, ...more] = isGroup(node) ? node.of : [];
  return only === undefined || more.length > 0 ? place : unwrapped({ node: only, path: `${under(path, 'of')}[0]` });
}

function isGroup(node: Criteria): node is AllNode | AnyNode {
  return node.type === 'all' || node.type === 'any';
}

/** The different parts of a group and of groups of its kind inside it, or a condition by itself as its only part. */
function partsOf(place: Place): readonly Place[] {
  const { node } = place;
  if (!isGroup(node)) return [place];
  const found = new Map<string, Place>();
  for (const part of flatParts(place, node)) {
    const key = canonical(part.node);
    if (!found.has(key)) found.set(key, part);
  }
  return [...found.values()];
}

function flatParts({ path }: Place, { type, of }: AllNode | AnyNode): readonly Place[] {
  return of.flatMap((part, index) => {
    const place = unwrapped({ node: part, path: `${under(path, 'of')}[${index}]` });
    return isGroup(place.node) && place.node.type === type ? flatParts(place, place.node) : [place];
  });
}

/** What a condition is about: conditions about one thing are versions of each other. */
function subjectOf(node: Criteria): string {
  switch (node.type) {
    case 'not':
      return subjectOf(node.of);
    case 'all':
    case 'any':
    case 'atLeast':
      return 'group';
    case 'property':
      return `property ${node.property}`;
    case 'bucket':
      return `bucket ${node.salt}`;
    case 'people':
      return `people ${canonical(node.of)}`;
    case 'segment':
      return `segment ${node.segment}`;
    case 'sequence':
      return `sequence ${node.steps.map((step) => step.event).join(' ')}`;
    default:
      return `event ${node.event}`;
  }
}
