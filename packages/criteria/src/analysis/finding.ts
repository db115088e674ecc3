import type { PropertyType } from '../request.js';
import type { Calendar } from '../values.js';
import type { SentenceOptions } from '../wording/sentence.js';

/** `error`: surely not what was meant. `warning`: probably not. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

export type FindingCode =
  | 'matches_nobody'
  | 'matches_everyone'
  | 'contradiction'
  | 'contradiction_of_single_value'
  | 'never_true'
  | 'always_true'
  | 'duplicate'
  | 'implied'
  | 'absorbed'
  | 'unreachable'
  | 'negative_in_any'
  | 'request_time'
  | 'costly'
  | 'unknown_property'
  | 'vanished_property'
  | 'unknown_event'
  | 'type_mismatch'
  | 'outside_vocabulary'
  | 'not_looked_at';

/** Something to reconsider in criteria that the parser accepts. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Where, from the root of the criteria: `of[1].where`; empty for the root. */
  readonly path: string;
  /** The other condition that it is about, where there is one. */
  readonly relatedPath?: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

/** What a site knows of one property. */
export interface CataloguedProperty {
  readonly type?: PropertyType;
  /** Whether one visitor has at most one value; then two values are a contradiction. */
  readonly single?: boolean;
  /** It was there once and nobody has it any more. */
  readonly vanished?: boolean;
  /** The only values that it is given; for a property of a visit too. */
  readonly values?: readonly string[];
}

/** What a site can be asked about. What is fixed by the language itself need not be in it. */
export interface PropertyCatalogue {
  /** By whole name, `user.plan`; undefined for one that was never seen. */
  readonly property: (name: string) => CataloguedProperty | undefined;
  /** A property of an event, `properties.total`; undefined for one that it has not, null where nobody has said which it has. */
  readonly eventProperty?: (event: string, property: string) => CataloguedProperty | undefined | null;
  /** Whether an event of this name was ever seen; where absent, no event is reported. */
  readonly hasEvent?: (name: string) => boolean;
}

/** How the messages are said, and what the site has. */
export interface AnalysisOptions extends SentenceOptions {
  readonly catalogue?: PropertyCatalogue;
}

/** Reads operands that are no dates; dates are compared so that the answer holds in every zone. */
export const universal: Calendar = { timeZone: 'UTC', weekStart: 1 };
