import { under } from '../analysis/places.js';
import { inWords } from '../analysis/words.js';
import { canonical } from '../canonical.js';
import type { AllNode, AnyNode, Criteria } from '../criteria.js';
import type { SentenceOptions } from '../wording/sentence.js';
import { type ChangePhrases, changePhrases } from './change-phrases.js';

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
  const changes: Change[] = [];
  compare({ node: before, path: '' }, { node: after, path: '' }, options, changes);
  return changes;
}

function compare(before: Place, after: Place, options: SentenceOptions, changes: Change[]): void {
  const [one, other] = [before.node, after.node];
  if (canonical(one) === canonical(other)) return;
  if (one.type === 'not' && other.type === 'not') {
    const inside = (place: Place, of: Criteria) => ({ node: of, path: under(place.path, 'of') });
    compare(inside(before, one.of), inside(after, other.of), options, changes);
    return;
  }
  if (isGroup(one) || isGroup(other)) {
    if (isGroup(one) && isGroup(other) && one.type !== other.type && one.of.length > 1 && other.of.length > 1) {
      const message = phrasesOf(options).regrouped(other.type);
      changes.push({ kind: 'changed', before: before.path, after: after.path, message });
    }
    compareParts(partsOf(before), partsOf(after), options, changes);
    return;
  }
  const message = phrasesOf(options).changed(inWords(one, options), inWords(other, options));
  changes.push({ kind: 'changed', before: before.path, after: after.path, message });
}

function compareParts(before: readonly Place[], after: readonly Place[], options: SentenceOptions, changes: Change[]) {
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
    (one, other) => compare(one, other, options, changes),
  );
  const phrases = phrasesOf(options);
  for (const { node, path } of left) {
    const message = phrases.removed(inWords(node, options));
    changes.push({ kind: 'removed', before: path, after: null, message });
  }
  for (const { node, path } of right) {
    const message = phrases.added(inWords(node, options));
    changes.push({ kind: 'added', before: null, after: path, message });
  }
}

function phrasesOf({ language = 'en' }: SentenceOptions): ChangePhrases {
  return changePhrases[language];
}

function isGroup(node: Criteria): node is AllNode | AnyNode {
  return node.type === 'all' || node.type === 'any';
}

/** The parts of a group, or a condition by itself as its only part. */
function partsOf({ node, path }: Place): readonly Place[] {
  if (!isGroup(node)) return [{ node, path }];
  return node.of.map((part, index) => ({ node: part, path: `${under(path, 'of')}[${index}]` }));
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
