import type { PropertyType } from '../properties/descriptor.js';

/**
 * What an analysis says in one language. Conditions come as relative clauses (“whose plan is “free””), values and names as
 * they stand in the definition.
 */
export interface FindingPhrases {
  readonly matchesNobody: string;
  readonly matchesEveryone: string;
  readonly notLookedAt: string;
  readonly trueOfEveryone: (condition: string) => string;
  readonly trueOfNobody: (condition: string) => string;
  /** A window ends before it begins; and what that makes of the condition. */
  readonly windowOfNothing: (condition: string, always: boolean) => string;
  /** No event can satisfy its own conditions; and what that makes of the condition about it. */
  readonly noSuchEvent: (event: string) => string;
  readonly noSuchEventSo: (event: string, always: boolean) => string;
  readonly peopleOfNobody: (condition: string, always: boolean) => string;
  readonly saidTwice: (condition: string) => string;
  readonly contradiction: (one: string, other: string) => string;
  readonly contradictionUnlessSeveral: (one: string, other: string) => string;
  readonly together: (one: string, other: string) => string;
  readonly togetherUnlessSeveral: (one: string, other: string) => string;
  readonly implied: (condition: string, reason: string) => string;
  readonly absorbed: (condition: string, reason: string) => string;
  readonly negativeInAny: (condition: string) => string;
  readonly unreachable: (condition: string, reason: string) => string;
  readonly requestTime: string;
  readonly distinctKept: string;
  readonly valuesKept: string;
  readonly stepsKept: string;
  readonly timesKept: (count: number) => string;
  readonly keptOverAYear: string;
  readonly unknownEvent: (event: string) => string;
  readonly unknownProperty: (property: string) => string;
  readonly vanishedProperty: (property: string) => string;
  readonly types: Readonly<Record<PropertyType, string>>;
  readonly typeMismatch: (property: string, type: string, operator: string, value: string) => string;
  /** A place is two values below the property, which itself has none. */
  readonly placeHasNoValue: (property: string) => string;
  readonly outsideVocabulary: (value: string, property: string) => string;
}
