import '@kindred/criteria/patterns';
import { isDeepStrictEqual } from 'node:util';
import {
  type Criteria,
  canonical,
  canonicalForm,
  criteriaHash,
  evaluate,
  evaluateKleene,
  explain,
  parseCriteria,
  sentence,
} from '@kindred/criteria';
import { analyze } from '@kindred/criteria/analysis';
import { diff } from '@kindred/criteria/diff';
import {
  criteriaFromOData,
  type ODataSubject,
  parseOData,
  parseODataLambda,
  printOData,
} from '@kindred/criteria/odata';
import type { Corpus } from './corpus.js';
import type { FuzzInput } from './inputs.js';

/** What was found: each thing that does not hold, and the slowest step (ms). */
export interface Judgement {
  readonly broken: readonly string[];
  readonly slowest: { readonly step: string; readonly milliseconds: number };
}

const subjects: readonly ODataSubject[] = ['visitor', 'organization', 'account', 'event'];

/** Reads one input in every way. Nothing may throw, and what is read must mean the same however it is written again. */
export function judge(input: FuzzInput, corpus: Corpus): Judgement {
  const trial = new Trial(corpus);
  try {
    if (input.kind === 'odata') trial.filter(input.text);
    else if (input.kind === 'criteria') trial.definition(input.value);
    else {
      const value = jsonOf(input.text);
      if (value !== undefined) trial.definition(value.value);
    }
  } catch (error) {
    trial.broken.push(`${trial.step} threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  return { broken: trial.broken, slowest: trial.slowest };
}

function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

class Trial {
  readonly broken: string[] = [];
  slowest = { step: '', milliseconds: 0 };
  step = '';

  constructor(private readonly corpus: Corpus) {}

  definition(value: unknown): void {
    const parsed = this.timed('parse', () => parseCriteria(value));
    if (!parsed.ok) {
      const [fault] = parsed.faults;
      this.hold(fault !== undefined && parsed.faults.length <= 201, 'A refusal has 1 to 201 faults');
      for (const { path, message, expected } of parsed.faults) {
        this.hold(message !== '' && expected !== '' && message.length < 500, 'A fault says in few words what is wrong');
        this.hold(path.length < 10_000, 'The path of a fault is no longer than 10,000 characters');
      }
      return;
    }
    this.accepted(parsed.criteria);
  }

  filter(text: string): void {
    for (const percentEncoded of [false, true]) {
      const parsed = this.timed('OData', () => parseOData(text, { percentEncoded }));
      if (!parsed.ok) this.position(parsed.fault.position, text);
    }
    const lambda = this.timed('OData lambda', () => parseODataLambda(text));
    if (!lambda.ok) this.position(lambda.fault.position, text);
    for (const subject of subjects) {
      const read = this.timed('criteria from OData', () => criteriaFromOData(text, { subject }));
      if (!read.ok) {
        this.position(read.fault.position, text);
        continue;
      }
      for (const { position } of read.notes) this.position(position, text);
      const { criteria } = read;
      if (criteria === null) this.hold(read.notes.length > 0, 'Where nothing is carried over a note says why');
      else this.definition(criteria);
    }
  }

  /** What holds of every definition that is accepted. */
  private accepted(criteria: Criteria): void {
    const again = this.timed('parse', () => parseCriteria(criteria));
    this.hold(again.ok && isDeepStrictEqual(again.criteria, criteria), 'What was read is read again as it is');
    const form = this.timed('canonical form', () => canonicalForm(criteria));
    const text = this.timed('canonical', () => canonical(criteria));
    this.hold(canonical(form) === text, 'The canonical form of the canonical form is itself');
    this.hold(criteriaHash(form) === criteriaHash(criteria), 'The canonical form has the same hash');
    const reread = this.timed('parse', () => parseCriteria(JSON.parse(JSON.stringify(form))));
    this.hold(
      reread.ok && canonical(reread.criteria) === text,
      'The canonical form is read to the same canonical form',
    );
    this.hold(this.timed('sentence', () => sentence(criteria)) !== '', 'There is a sentence');
    this.timed('analysis', () => analyze(criteria));
    this.hold(
      this.timed('diff', () => diff(criteria, form)).length === 0,
      'There is no difference to the canonical form',
    );
    this.meaning(criteria, form);
    this.print(criteria, text);
  }

  private meaning(criteria: Criteria, form: Criteria): void {
    for (const person of this.corpus.people) {
      const verdict = this.timed('evaluate', () => evaluateKleene(criteria, person));
      this.hold(verdict === evaluateKleene(form, person), 'The canonical form means the same');
      if (person.request !== null)
        this.hold(verdict === evaluate(criteria, person), 'With a request nothing is unknown');
      this.hold(
        this.timed('explain', () => explain(criteria, person)).matches === verdict,
        'The explanation explains the verdict',
      );
    }
  }

  private print(criteria: Criteria, text: string): void {
    const printed = this.timed('print OData', () => printOData(criteria));
    if (!printed.ok) {
      this.hold(printed.faults.length > 0, 'What cannot be printed is told');
      return;
    }
    const read = criteriaFromOData(printed.text);
    const same =
      read.ok &&
      !read.notes.some(({ kind }) => kind === 'leftOut') &&
      read.criteria !== null &&
      canonical(read.criteria) === text;
    this.hold(same, `What is printed is read to the same canonical form: ${printed.text.slice(0, 500)}`);
  }

  private position(position: number, text: string): void {
    this.hold(position >= 0 && position <= text.length, 'A fault or note has a position in the text');
  }

  private hold(holds: boolean, statement: string): void {
    if (!holds) this.broken.push(`Does not hold: ${statement}`);
  }

  /** Time is the least of three where the first took long, so that a busy machine is not taken for a slow step. */
  private timed<T>(step: string, run: () => T): T {
    this.step = step;
    const first = spent(run);
    let { milliseconds } = first;
    for (let again = 0; again < 2 && milliseconds > 25; again++) {
      milliseconds = Math.min(milliseconds, spent(run).milliseconds);
    }
    if (milliseconds > this.slowest.milliseconds) this.slowest = { step, milliseconds };
    return first.result;
  }
}

/** What something gives, and how long it took by the wall clock or by the time the process was given, whichever is less. */
function spent<T>(run: () => T): { readonly result: T; readonly milliseconds: number } {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = run();
  const wall = performance.now() - started;
  if (wall <= 25) return { result, milliseconds: wall };
  const { user, system } = process.cpuUsage(cpu);
  return { result, milliseconds: Math.min(wall, (user + system) / 1_000) };
}
