import {
  type Calendar,
  compileDue,
  compileSubjectLeaf,
  type PropertyBag,
  type PropertyNode,
  pathOf,
} from '@kindred/criteria';
import type { RequestLeaf } from '@kindred/live';
import { RecentCache } from '../ingest/recent-cache.js';
import { sameCalendar } from './meaning.js';

/** Values remembered of one field, and the longest text among them. */
const limits = { values: 1000, text: 200 } as const;

/** Places of forgotten leaves that a field may have besides as many as are in use. */
const spare = 64;

/** By place of the leaf; undefined where it has not been asked yet. */
type Answers = (boolean | undefined)[];
type Test = RequestLeaf['holds'];

/**
 * A site's conditions about the request. Equal ones are one, asked once a request however many segments they are in.
 * Their answers are remembered by the value that they were asked of, as most requests come from the same few browsers,
 * languages, countries and pages: of such a value a condition costs a look into a list.
 */
export class RequestLeaves {
  private readonly byKey = new Map<string, { readonly leaf: RequestLeaf; readonly calendar: Calendar }>();
  private readonly fields = new Map<string, Field>();

  of(key: string, node: PropertyNode, calendar: Calendar): RequestLeaf {
    const known = this.byKey.get(key);
    if (known !== undefined && sameCalendar(known.calendar, calendar)) return known.leaf;
    const leaf = this.compile(node, calendar);
    this.byKey.set(key, { leaf, calendar });
    return leaf;
  }

  /** Forgets all others; what was compiled with them stays true. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of this.byKey.keys()) if (!keys.has(key)) this.byKey.delete(key);
    const kept = new Map<string | null, number>();
    for (const { leaf } of this.byKey.values()) kept.set(leaf.field, (kept.get(leaf.field) ?? 0) + 1);
    for (const [name, field] of this.fields) {
      // Places are not given twice. Of a field with many that nobody asks about any more, later leaves start another list.
      if (field.places > 2 * (kept.get(name) ?? 0) + spare) this.fields.delete(name);
    }
  }

  private compile(node: PropertyNode, calendar: Calendar): RequestLeaf {
    const compiled = compileSubjectLeaf(node, calendar);
    const test: Test = (request, now) => compiled(nobody, request, now);
    // A place is two fields, and what is relative to the present changes with it.
    if (node.operator === 'near' || compileDue(node, calendar) !== null) return { field: null, holds: test };
    const name = pathOf(node.property);
    const field = this.fields.get(name) ?? new Field(name);
    this.fields.set(name, field);
    return new RememberedLeaf(field, test);
  }
}

/** Conditions about a request read nothing of the visitor. */
const nobody = { userId: null, traits: {}, groups: {} };

/** What the conditions about one field of the request answered, by its value. */
export class Field {
  places = 0;
  private readonly byValue = new RecentCache<Answers>(limits.values);
  private asked: PropertyBag | null = null;
  private answers: Answers = [];

  constructor(readonly name: string) {}

  /** What has been answered of this request's value. */
  of(request: PropertyBag): Answers {
    if (request === this.asked) return this.answers;
    const value = request[this.name];
    const fits = typeof value === 'string' && value.length <= limits.text;
    this.answers = fits ? this.byValue.get(value, () => []) : [];
    this.asked = request;
    return this.answers;
  }
}

/** A condition about one field whose answers are remembered by value. */
export class RememberedLeaf implements RequestLeaf {
  /** Where its answer is among those of the field. */
  readonly place: number;

  constructor(
    readonly answers: Field,
    private readonly test: Test,
  ) {
    this.place = answers.places++;
  }

  get field(): string {
    return this.answers.name;
  }

  holds(request: PropertyBag, now: number): boolean {
    const answers = this.answers.of(request);
    const known = answers[this.place];
    if (known !== undefined) return known;
    const answer = this.test(request, now);
    answers[this.place] = answer;
    return answer;
  }
}
