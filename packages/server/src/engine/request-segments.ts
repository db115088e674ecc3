import { outcome, type PropertyBag } from '@kindred/criteria';
import type { CompiledAudience, RequestLeaf, Sight, Test } from '@kindred/live';
import { RecentCache } from '../ingest/recent-cache.js';
import { type Field, RememberedLeaf } from './request-leaves.js';

interface Asked {
  readonly audience: Pick<CompiledAudience, 'gate' | 'program'>;
}

/** Values remembered of one field, and the longest text among them. */
const limits = { values: 1000, text: 200 } as const;

/**
 * A site's request-time segments, asked together. The condition on the request that a segment needs (its gate) is asked
 * first, and remembered by value, as most requests come from the same few browsers, languages and countries. Of the
 * segments that are left every condition is asked once a request, however many of them it is in. Their steps lie
 * together in memory: a decision finds little of what it needs in the processor's cache, and waiting is most of its cost.
 */
export class RequestSegments<V extends Asked> {
  /** Where the segments begin whose gates nobody can tell by one field. */
  private readonly open: number[] = [];
  private readonly gates: Gate[] = [];
  private readonly steps: Int32Array;
  private readonly conditions: Conditions;

  constructor(private readonly versions: readonly V[]) {
    const tests: Test[] = [];
    const byKey = new Map<string, number>();
    const numberOf = (test: Test): number => {
      const known = test.key === null ? undefined : byKey.get(test.key);
      if (known !== undefined) return known;
      if (test.key !== null) byKey.set(test.key, tests.length);
      return tests.push(test) - 1;
    };
    const steps: number[] = [];
    const starts: number[] = [];
    for (const { audience } of versions) {
      const { tests: own, jumps, start } = audience.program;
      const from = steps.length;
      const moved = (at: number): number => (at < 0 ? at : at + from);
      starts.push(moved(start));
      for (let at = 0; at < jumps.length; at += 3) {
        const [test = 0, yes = outcome.fails, no = outcome.fails] = jumps.slice(at, at + 3);
        const condition = own[test];
        if (condition !== undefined) steps.push(numberOf(condition), moved(yes), moved(no));
      }
    }
    this.steps = Int32Array.from(steps);
    this.conditions = new Conditions(tests);
    const byField = new Map<string, Gated[]>();
    for (const [number, { audience }] of versions.entries()) {
      const { gate } = audience;
      const start = starts[number] ?? outcome.fails;
      if (gate === null || gate.field === null) this.open.push(number, start);
      else byField.set(gate.field, [...(byField.get(gate.field) ?? []), { number, start, gate }]);
    }
    for (const [field, gated] of byField) this.gates.push(new Gate(field, gated));
  }

  /** Those that hold of a visitor and the request. */
  holding(sight: Sight & { readonly request: PropertyBag }): V[] {
    const found: V[] = [];
    this.conditions.turnTo();
    this.ask(this.open, sight, found);
    for (const gate of this.gates) this.ask(gate.passed(sight.request, sight.now), sight, found);
    return found;
  }

  /** @param asked the number of a segment and where it begins, in turn */
  private ask(asked: readonly number[], sight: Sight & { readonly request: PropertyBag }, found: V[]): void {
    const { steps, conditions, versions } = this;
    for (let of = 0; of < asked.length; of += 2) {
      let at = asked[of + 1] ?? outcome.fails;
      while (at >= 0) at = steps[at + (conditions.holds(steps[at] ?? 0, sight) ? 1 : 2)] ?? outcome.fails;
      if (at !== outcome.holds) continue;
      const version = versions[asked[of] ?? 0];
      if (version !== undefined) found.push(version);
    }
  }
}

interface Gated {
  readonly number: number;
  readonly start: number;
  readonly gate: RequestLeaf;
}

/** The segments that need something of one field. */
class Gate {
  private readonly byText = new RecentCache<readonly number[]>(limits.values);

  constructor(
    private readonly field: string,
    private readonly gated: readonly Gated[],
  ) {}

  /** The number of each segment that passes and where it begins, in turn. */
  passed(request: PropertyBag, now: number): readonly number[] {
    const value = request[this.field];
    return typeof value === 'string' && value.length <= limits.text
      ? this.byText.get(value, () => this.ask(request, now))
      : this.ask(request, now);
  }

  private ask(request: PropertyBag, now: number): number[] {
    return this.gated.flatMap(({ number, start, gate }) => (gate.holds(request, now) ? [number, start] : []));
  }
}

/** How a condition is asked. */
const form = { other: 0, request: 1, count: 2, negatedCount: 3 } as const;

/** Conditions of which each is asked once a request. What telling most of them takes lies in a few arrays. */
class Conditions {
  private readonly forms: Uint8Array;
  /** The leaf's number, by which profiles keep its state. */
  private readonly leaves: Float64Array;
  /** Where the answers of a condition about the request are. */
  private readonly fields: readonly (Field | null)[];
  private readonly places: Int32Array;
  /** Answers by condition: twice the turn, and one more where it holds. */
  private readonly answers: Int32Array;
  private turn = 0;

  constructor(private readonly tests: readonly Test[]) {
    this.forms = Uint8Array.from(tests, formOf);
    this.leaves = Float64Array.from(tests, ({ leaf }) => leaf?.id ?? 0);
    const remembered = tests.map(({ request }) => (request instanceof RememberedLeaf ? request : null));
    this.fields = remembered.map((leaf) => leaf?.answers ?? null);
    this.places = Int32Array.from(remembered, (leaf) => leaf?.place ?? 0);
    this.answers = new Int32Array(tests.length);
  }

  /** Forgets the answers. */
  turnTo(): void {
    this.turn += 2;
    if (this.turn < lastTurn) return;
    this.turn = 2;
    this.answers.fill(0);
  }

  holds(number: number, sight: Sight & { readonly request: PropertyBag }): boolean {
    const known = (this.answers[number] ?? 0) - this.turn;
    if (known >= 0) return known === 1;
    const answer = this.ask(number, sight);
    this.answers[number] = this.turn + (answer ? 1 : 0);
    return answer;
  }

  private ask(number: number, sight: Sight & { readonly request: PropertyBag }): boolean {
    const kind = this.forms[number];
    if (kind === form.request) {
      const known = this.fields[number]?.of(sight.request)[this.places[number] ?? 0];
      if (known !== undefined) return known;
    } else if (kind === form.count || kind === form.negatedCount) {
      // Of most conditions a visitor has done nothing, which tells the answer without a look at the condition.
      const state = sight.profile.leaves.get(this.leaves[number] ?? 0);
      if (state === undefined) return kind === form.negatedCount;
    }
    return this.tests[number]?.holds(sight) === true;
  }
}

const lastTurn = 2 ** 31 - 4;

function formOf({ leaf, request }: Test): number {
  if (request instanceof RememberedLeaf) return form.request;
  if (leaf?.form !== 'count') return form.other;
  return leaf.negated ? form.negatedCount : form.count;
}
