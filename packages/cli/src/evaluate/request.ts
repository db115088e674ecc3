import {
  type Calendar,
  flattenWithRemovals,
  type PropertyBag,
  type PropertyValue,
  requestFieldOf,
  requestFields,
} from '@kindred/criteria';
import { comparable, requestContext } from '@kindred/server/reading';
import { withinLimits } from './bag.js';
import { isObject, type JsonObject, objectAt } from './fault.js';

/** Members by which a tracking context is known; the User-Agent says the browser in both. */
const ofContexts = [
  'page',
  'locale',
  'campaign',
  'timezone',
  'location',
  'library',
  'app',
  'screen',
  'network',
  'userAgent',
];

/** Members that are objects in a tracking context, and texts or nothing among the fields. */
const objectsOfContexts = ['device', 'os', 'session'];

/** What a request may say besides its fields. */
const besideFields = ['context', 'headers'];

/** Fields that the server completes to three numbers, whoever tells them. */
const versions = ['browserVersion', 'osVersion'];

/** What a request knows by itself, however little it says. */
const always = /^(signedIn|local[A-Z].*)$/;

/**
 * The present request; null where there is none. It is told in the fields that conditions read (`browser`,
 * `utm.source`, `cookies: {…}`), or as a tracking context (`page`, `userAgent`, `locale`, `campaign`, `timezone` …), read
 * as a decision reads it; fields said beside a context go before it. Local time and whether somebody is signed in are
 * always known; null makes a field missing.
 *
 * @throws QuestionFault
 */
export function readRequest(
  value: unknown,
  at: { readonly now: number; readonly calendar: Calendar; readonly signedIn: boolean },
  path: string,
): PropertyBag | null {
  if (value === undefined || value === null) return null;
  const request = objectAt(value, path);
  const isContext = looksLikeContext(request);
  const context = isContext ? request : isObject(request.context) ? request.context : null;
  const bag: Record<string, PropertyValue> = {};
  const read = requestContext({
    ...at,
    context: context ?? (typeof request.timezone === 'string' ? { timezone: request.timezone } : {}),
    headers: headersOf(request.headers),
  });
  const whole = context !== null || isObject(request.headers);
  for (const field of Object.keys(read)) {
    const found = read[field];
    if (found !== undefined && (whole || always.test(field))) bag[field] = found;
  }
  const said = withinLimits(path, () => flattenWithRemovals(request));
  for (const field of Object.keys(said)) {
    const found = said[field];
    if (found === null) delete bag[field];
    else if (found !== undefined) bag[field] = versions.includes(field) ? comparable(String(found)) : found;
  }
  return bag;
}

function looksLikeContext(request: JsonObject): boolean {
  return (
    ofContexts.some((key) => request[key] !== undefined) || objectsOfContexts.some((key) => isObject(request[key]))
  );
}

/** Members of a request that no condition can ask for; none of a tracking context, which may say anything. */
export function unknownFields(request: JsonObject): readonly string[] {
  if (looksLikeContext(request)) return [];
  return Object.keys(request).filter(
    (key) =>
      requestFieldOf(key) === null &&
      !besideFields.includes(key) &&
      !(isObject(request[key]) && requestFields.some(({ id }) => id.startsWith(`${key}.`))),
  );
}

function headersOf(value: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isObject(value)) return headers;
  for (const name of Object.keys(value)) {
    const text = value[name];
    if (typeof text === 'string') headers[name.toLowerCase()] = text;
  }
  return headers;
}
