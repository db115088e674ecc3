import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { InvalidRequestError } from '../http/errors.js';

/** The bytes of a request's body, unpacked. */
export function bytesOf(request: FastifyRequest): AsyncIterable<Buffer> {
  const { body } = request;
  if (!(body instanceof Readable)) throw new InvalidRequestError('The body is empty.');
  const unpacker = unpackerOf(request.headers['content-encoding']);
  if (unpacker === null) return body;
  // Errors of either stream end the other and come out of the iteration.
  pipeline(body, unpacker, () => {});
  return readable(unpacker);
}

function unpackerOf(encoding: string | undefined): Transform | null {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new InvalidRequestError('Content-Encoding must be gzip, deflate or br.', [], 'invalid_encoding');
  }
}

async function* readable(unpacker: Transform): AsyncGenerator<Buffer> {
  try {
    yield* unpacker;
  } catch (error) {
    const wrong = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw wrong ? new InvalidRequestError('The body is not packed as it says.', [], 'invalid_encoding') : error;
  }
}
