/** Keys of the first site that are given from outside; absent: made up, or none for the API. */
export interface GivenKeys {
  readonly apiKey?: string;
  readonly writeKey?: string;
}

/** A key given from outside that could not be used, or not safely. */
export class GivenKeyError extends Error {
  override readonly name = 'GivenKeyError';
  constructor(
    readonly code: 'weak_key' | 'unusable_key',
    message: string,
  ) {
    super(message);
  }
}

/** As requests may carry it: longer ones are not looked up. */
const longest = 200;

/**
 * Looks over keys given from outside, before anything is made with them. An API key goes into a Bearer header; a write key
 * is a user name of Basic, which ends at the first colon, and a part of the address of a source's settings besides.
 *
 * @throws GivenKeyError
 */
export function requireUsableKeys({ apiKey, writeKey }: GivenKeys): void {
  requireUsable('API key', apiKey, 20, /^[\x21-\x7e]*$/, 'printable characters of ASCII, without spaces');
  requireUsable('write key', writeKey, 8, /^[\w.~+=-]*$/, 'letters, digits and . _ ~ + = -');
  if (apiKey !== undefined && apiKey === writeKey) {
    throw new GivenKeyError(
      'unusable_key',
      'The API key and the write key given from outside are the same; the write key is for everybody to see, so give two.',
    );
  }
}

function requireUsable(what: string, key: string | undefined, least: number, pattern: RegExp, may: string): void {
  if (key === undefined) return;
  if (key.length < least) {
    throw new GivenKeyError('weak_key', `The ${what} given from outside must have at least ${least} characters.`);
  }
  if (key.length > longest) {
    throw new GivenKeyError('unusable_key', `The ${what} given from outside may have at most ${longest} characters.`);
  }
  if (!pattern.test(key)) {
    throw new GivenKeyError('unusable_key', `The ${what} given from outside may consist of ${may} only.`);
  }
}
