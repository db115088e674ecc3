import type { PropertyType } from '../request.js';
import type {
  BooleanOperators,
  Equality,
  KnownOperator,
  NetworkOperators,
  NumberOperators,
  OperatorsOfOne,
  Ordered,
  TextOperators,
  TextParts,
} from './operator-words.js';

/** What is known of a request, by the type of its values; a test compares them with the language's own list. */
export const requestTypes = {
  browser: 'text',
  browserVersion: 'version',
  deviceType: 'text',
  deviceBrand: 'text',
  deviceModel: 'text',
  screenWidth: 'number',
  screenHeight: 'number',
  os: 'text',
  osVersion: 'version',
  userAgent: 'text',
  language: 'text',
  host: 'text',
  url: 'text',
  path: 'text',
  referrer: 'text',
  referrerHost: 'text',
  channel: 'text',
  'utm.source': 'text',
  'utm.medium': 'text',
  'utm.campaign': 'text',
  'utm.term': 'text',
  'utm.content': 'text',
  'cookies.': 'text',
  'parameters.': 'text',
  signedIn: 'boolean',
  sessionCount: 'number',
  sessionPages: 'number',
  localDate: 'date',
  localHour: 'number',
  localWeekday: 'text',
  country: 'text',
  region: 'text',
  city: 'text',
  ip: 'ip',
} as const satisfies Readonly<Record<string, PropertyType>>;

type Types = typeof requestTypes;
type Family = Extract<keyof Types, `${string}.`>;

/** What can be asked about a request: `browser`, `utm.source`, `cookies.theme`. */
export type RequestField = Exclude<keyof Types, Family> | `${Family}${string}`;

/** The operators of a field of the request. */
export type RequestOperators<Field extends RequestField, Result> = OperatorsOfType<Result>[Field extends keyof Types
  ? Types[Field]
  : 'text'];

export interface OperatorsOfType<Result> {
  readonly text: TextOperators<Result>;
  readonly number: NumberOperators<Result>;
  readonly boolean: BooleanOperators<Result>;
  readonly date: OperatorsOfOne<Date, Result, 'present'> & Equality<Result, string>;
  readonly version: KnownOperator<Result> & Ordered<Result, string> & TextParts<Result>;
  readonly ip: NetworkOperators<Result>;
}

/** Whether a field is a version, which is compared as one without saying so. */
export function isVersionField(field: string): boolean {
  return Object.hasOwn(requestTypes, field) && Reflect.get(requestTypes, field) === 'version';
}
