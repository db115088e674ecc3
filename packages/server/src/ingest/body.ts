import { promisify } from 'node:util';
import { brotliDecompress, gunzip, gunzipSync, inflate } from 'node:zlib';
import { ApiError, InvalidRequestError } from '../http/errors.js';

/** A body parsed, and how long its JSON was in bytes. A class, so that a request's untyped body can be told to be one. */
export class ReceivedBody {
  constructor(
    readonly value: unknown,
    readonly bytes: number,
  ) {}
}

/** Clients do not send a 400 again, and a body that is too large would be too large again. */
export class BodyTooLargeError extends ApiError {
  override readonly name = 'BodyTooLargeError';
  constructor(limit: number) {
    super(400, 'body_too_large', `The body may have at most ${Math.floor(limit / 1024)} KB, also when unpacked.`);
  }
}

const gunzipAsync = promisify(gunzip);
const inflateAsync = promisify(inflate);
const brotliAsync = promisify(brotliDecompress);

/** Below this many packed bytes, unpacking at once costs less than a trip to the thread pool. */
const smallPacked = 8 * 1024;

/**
 * Reads a tracking body whatever its content type says: browsers send JSON as text/plain to spare a preflight,
 * RudderStack sends gzip as a form. A form with a field `data` (plain or base64 JSON) is read too.
 * Unpacking stops at `limit` bytes, so a small body cannot become a large one.
 *
 * @throws ApiError 400 with the code `body_too_large`, `invalid_encoding` or `invalid_json`
 */
export async function readBody(raw: Buffer, contentEncoding: string | undefined, limit: number): Promise<ReceivedBody> {
  const bytes = await unpack(raw, contentEncoding, limit);
  if (bytes.length > limit) throw new BodyTooLargeError(limit);
  const text = bytes.toString('utf8');
  return new ReceivedBody(parse(text), bytes.length);
}

async function unpack(raw: Buffer, contentEncoding: string | undefined, limit: number): Promise<Buffer> {
  const encoding = contentEncoding?.trim().toLowerCase();
  // Some clients compress without saying so; no JSON begins with the two bytes of gzip.
  const gzip = encoding === 'gzip' || encoding === 'x-gzip' || (raw[0] === 0x1f && raw[1] === 0x8b);
  const options = { maxOutputLength: limit };
  try {
    if (gzip) return raw.length < smallPacked ? gunzipSync(raw, options) : await gunzipAsync(raw, options);
    if (encoding === 'deflate') return await inflateAsync(raw, options);
    if (encoding === 'br') return await brotliAsync(raw, options);
  } catch (error) {
    if (error instanceof RangeError) throw new BodyTooLargeError(limit);
    throw new InvalidRequestError(`The body is not valid ${encoding ?? 'gzip'}.`, [], 'invalid_encoding');
  }
  if (encoding === undefined || encoding === '' || encoding === 'identity') return raw;
  throw new InvalidRequestError('Content-Encoding must be gzip, deflate or br.', [], 'invalid_encoding');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const inForm = fromForm(text);
    if (inForm !== undefined) return inForm;
    throw new InvalidRequestError('The body is not valid JSON.', [], 'invalid_json');
  }
}

/** `data=<JSON>` and `data=<base64 of JSON>`; undefined where the text is no such form. */
function fromForm(text: string): unknown {
  if (!text.startsWith('data=')) return undefined;
  const data = new URLSearchParams(text).get('data') ?? '';
  for (const candidate of [data, Buffer.from(data, 'base64').toString('utf8')]) {
    try {
      return JSON.parse(candidate);
    } catch {}
  }
  return undefined;
}
