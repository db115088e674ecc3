import { requestFields } from '@kindred/criteria';
import { isObject, type JsonObject, QuestionFault } from '../evaluate/fault.js';
import { unknownFields } from '../evaluate/request.js';

const ofFile = ['now', 'timeZone', 'weekStart', 'segments', 'people', 'accounts', 'examples'];
const ofVisitorExample = ['name', 'person', 'profile', 'events', 'request', 'now', 'in', 'out', 'depends'];
const ofAccountExample = ['name', 'account', 'now', 'in', 'out', 'depends'];
const ofPerson = ['userId', 'anonymousId', 'id', 'traits', 'groups', 'events'];
const ofAccount = ['id', 'traits', 'people'];
/** The short form of an event, and what stands in a tracking call. */
const ofEvent = [
  ...['event', 'name', 'time', 'id', 'properties', 'context'],
  ...[
    'type',
    'timestamp',
    'originalTimestamp',
    'messageId',
    'userId',
    'anonymousId',
    'traits',
    'groupId',
    'previousId',
  ],
  ...['category', 'channel', 'integrations', 'sentAt', 'receivedAt', 'version', '_metadata'],
];

/**
 * Holds a file of examples against what it may say: a misspelt name would leave out what it was to test.
 *
 * @throws QuestionFault naming the place and what would be right
 */
export function refuseUnknownMembers(file: JsonObject): void {
  only(file, ofFile, '');
  for (const [name, person] of entries(file.people)) examinePerson(person, `people.${name}`, [...ofPerson, 'segments']);
  for (const [name, account] of entries(file.accounts)) examineAccount(account, `accounts.${name}`);
  each(file.examples, 'examples', (example, path) => {
    if (!isObject(example)) return;
    only(example, example.account === undefined ? [...ofVisitorExample, 'account'] : ofAccountExample, path);
    examinePerson(example.person, `${path}.person`, ofPerson);
    examinePerson(example.profile, `${path}.profile`, ofPerson);
    examineAccount(example.account, `${path}.account`);
    examineRequest(example.request, `${path}.request`);
    each(example.events, `${path}.events`, examineEvent);
  });
}

/**
 * An example of nobody would pass wherever people are to be out.
 *
 * @throws QuestionFault
 */
export function requireSomebody({ person, profile, account, events, request }: JsonObject, path: string): void {
  if ([person, profile, account, events, request].some((one) => one !== undefined && one !== null)) return;
  const what = 'An example says of whom it is: a person ({} for a guest of whom nothing is known) or an account.';
  throw new QuestionFault('missing', what, `${path}.person`);
}

function examinePerson(person: unknown, path: string, allowed: readonly string[]): void {
  if (!isObject(person)) return;
  only(person, allowed, path);
  each(person.events, `${path}.events`, examineEvent);
}

function examineAccount(account: unknown, path: string): void {
  if (!isObject(account)) return;
  only(account, ofAccount, path);
  each(account.people, `${path}.people`, (one, at) => examinePerson(one, at, [...ofPerson, 'segments']));
}

function examineEvent(event: unknown, path: string): void {
  if (isObject(event)) only(event, ofEvent, path);
}

function examineRequest(request: unknown, path: string): void {
  if (!isObject(request)) return;
  const [key] = unknownFields(request);
  if (key === undefined) return;
  const right = requestFields.map(({ id }) => (id.endsWith('.') ? `${id}…` : id)).join(', ');
  throw new QuestionFault(
    'unknown_key',
    `“${key}” is no field of a request; right would be ${right}.`,
    `${path}.${key}`,
  );
}

function only(object: JsonObject, allowed: readonly string[], path: string): void {
  for (const key of Object.keys(object)) {
    if (allowed.includes(key)) continue;
    const what = `“${key}” means nothing here; right would be ${allowed.join(', ')}.`;
    throw new QuestionFault('unknown_key', what, path === '' ? key : `${path}.${key}`);
  }
}

function entries(value: unknown): readonly [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function each(list: unknown, path: string, examine: (item: unknown, path: string) => void): void {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) examine(item, `${path}[${index}]`);
}
