import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError, problemHeaders, problemOf, problemType } from './errors.js';

/**
 * Answers what Node's HTTP parser could not read, before there is a request to route. The connection ends with it: what
 * follows on it cannot be told apart from the rest of the broken request.
 */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusalOf(error.code);
  const body = JSON.stringify(problemOf(refusal));
  const headers = {
    'content-type': problemType,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...problemHeaders,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${head.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

function refusalOf(code: string | undefined): ApiError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError(431, 'headers_too_large', 'Address and headers together are too large.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError(408, 'request_timeout', 'The request took too long to arrive.');
    default:
      return new ApiError(400, 'invalid_request', 'This is not a valid HTTP request.');
  }
}
