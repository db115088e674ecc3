import { ForbiddenError, UnauthorizedError } from '../http/errors.js';
import type { IngestDependencies, KnownKey } from './dependencies.js';

/**
 * The write key of a request: Basic user name, `writeKey` in the body, or Bearer, the first that is known. A Bearer
 * token may be of the sender's own OAuth, so the body goes before it.
 *
 * @throws UnauthorizedError without a known key
 * @throws ForbiddenError with a key that is not for writing
 */
export function requireWriteKey(
  keys: IngestDependencies['keys'],
  authorization: string | undefined,
  inBody: unknown,
): KnownKey {
  const credentials = readAuthorization(authorization);
  let other: KnownKey | null = null;
  for (const text of [credentials.basic, typeof inBody === 'string' ? inBody : null, credentials.bearer]) {
    if (text === null || text === '' || text.length > 200) continue;
    const key = keys(text);
    if (!key) continue;
    if (key.type === 'write') return key;
    other = key;
  }
  if (other !== null) throw new ForbiddenError('This key cannot write events; use a write key.', 'wrong_key_type');
  throw new UnauthorizedError('Send the write key of a site: as the user name of Basic, or as writeKey in the body.');
}

function readAuthorization(header: string | undefined): { basic: string | null; bearer: string | null } {
  const credentials = { basic: null, bearer: null };
  if (header === undefined) return credentials;
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case 'basic': {
      const user = Buffer.from(value, 'base64').toString('utf8');
      const colon = user.indexOf(':');
      return { ...credentials, basic: colon < 0 ? user : user.slice(0, colon) };
    }
    case 'bearer':
      return { ...credentials, bearer: value };
    default:
      return credentials;
  }
}
