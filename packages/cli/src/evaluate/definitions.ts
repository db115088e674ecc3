import {
  type Calendar,
  type Criteria,
  compileEvaluation,
  type EvaluationInput,
  leavesOf,
  type ParseResult,
  parseCriteria,
  referencedSegments,
  type SegmentSubject,
} from '@kindred/criteria';
// Without it, patterns are refused.
import '@kindred/criteria/patterns';
import { QuestionFault } from './fault.js';
import { type Summed, summedBy } from './left-out.js';

/** Criteria ready to be asked. */
export interface Definition {
  readonly criteria: Criteria;
  /** Segments that it asks about by itself. */
  readonly references: readonly string[];
  /** Of a segment of accounts, those that it asks about of an account's people. */
  readonly peopleReferences: readonly string[];
  /** Whether it asks about an account's people by itself. */
  readonly asksPeople: boolean;
  readonly summed: readonly Summed[];
  readonly matches: (input: EvaluationInput) => boolean | null;
}

/** Longer texts are parsed each time; remembering them would cost more memory than it saves. */
const rememberedCharacters = 20_000;

/** Parses and compiles each definition once, whatever number of questions asks it. */
export class Definitions {
  private readonly known = new Map<string, Definition>();

  constructor(private readonly most = 2_000) {}

  /** @throws QuestionFault with every fault of the criteria */
  of(criteria: unknown, calendar: Calendar, path: string, subject: SegmentSubject = 'person'): Definition {
    const text = textOf(criteria);
    if (text === null || text.length > rememberedCharacters) return prepare(criteria, calendar, path, subject);
    const key = `${subject} ${calendar.timeZone} ${calendar.weekStart} ${text}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = prepare(criteria, calendar, path, subject);
    // Starting anew costs one compilation of what is still asked; keeping an order of use would cost every question.
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(key, made);
    return made;
  }
}

/** Null for what is nested so deeply that it cannot even be written down; the parser says so in its own words. */
function textOf(criteria: unknown): string | null {
  try {
    return JSON.stringify(criteria) ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function prepare(criteria: unknown, calendar: Calendar, path: string, subject: SegmentSubject): Definition {
  if (criteria === undefined) throw new QuestionFault('missing', `${path} is missing.`, path);
  const parsed = parseCriteria(criteria, { subject });
  if (!parsed.ok) throw faultOf(parsed, path);
  const leaves = leavesOf(parsed.criteria);
  const ofPeople = leaves.flatMap((leaf) => (leaf.type === 'people' ? referencedSegments(leaf.of) : []));
  return {
    criteria: parsed.criteria,
    references: leaves.flatMap((leaf) => (leaf.type === 'segment' ? [leaf.segment] : [])),
    peopleReferences: [...new Set(ofPeople)],
    asksPeople: leaves.some((leaf) => leaf.type === 'people'),
    summed: summedBy(leaves),
    matches: compileEvaluation(parsed.criteria, calendar),
  };
}

function faultOf({ faults }: Extract<ParseResult, { ok: false }>, path: string): QuestionFault {
  const all = faults.map((fault) => ({
    code: fault.code,
    message: `${fault.message}; expected ${fault.expected}${fault.expected.endsWith('.') ? '' : '.'}`,
    path: fault.path === '' ? path : `${path}.${fault.path}`,
  }));
  const [first] = all;
  if (first === undefined) return new QuestionFault('invalid_criteria', 'The criteria are not valid.', path);
  return new QuestionFault(first.code, first.message, first.path, all.length > 1 ? all : undefined);
}
