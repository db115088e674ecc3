import { MemoryLimitError, StatementCancelledError } from '@kindred/warehouse';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { EngineStoppedError, UnstorableTextError } from '../engine/errors.js';
import { WarehouseBehindError } from '../engine/recount/recount-run.js';
import type { Fault } from './fault.js';
import { watchMethods } from './methods.js';
import { InputFaultsError } from './validation.js';

export type { Fault };

export interface ApiErrorOptions {
  readonly errors?: readonly Fault[];
  /** Response headers that belong to the answer, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * An answer other than success: a stable `code` for programs, a `detail` sentence that a person can act on.
 * Subclass it (one small class an error) or throw it as it is.
 */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    options: ApiErrorOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** 400: the request cannot be understood or breaks a rule; `errors` lists every fault. */
export class InvalidRequestError extends ApiError {
  override readonly name = 'InvalidRequestError';
  constructor(detail: string, errors: readonly Fault[] = [], code = 'invalid_request') {
    super(400, code, detail, { errors });
  }
}

/** 401: no key, or one that is not known. */
export class UnauthorizedError extends ApiError {
  override readonly name = 'UnauthorizedError';
  constructor(detail = 'Sign in or present a key that this server knows.', code = 'unauthorized') {
    super(401, code, detail, { headers: { 'www-authenticate': 'Bearer' } });
  }
}

/** 403: who you are is known, but it does not allow this. */
export class ForbiddenError extends ApiError {
  override readonly name = 'ForbiddenError';
  constructor(detail = 'This key or user may not do that.', code = 'forbidden') {
    super(403, code, detail);
  }
}

/** 404 */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  constructor(detail = 'There is nothing here.', code = 'not_found') {
    super(404, code, detail);
  }
}

/** 405: the address is known, but not for this method. */
export class MethodNotAllowedError extends ApiError {
  override readonly name = 'MethodNotAllowedError';
  constructor(method: string, path: string, allowed: readonly string[]) {
    const detail = `${path} does not know ${method}, but ${allowed.join(', ')}.`;
    super(405, 'method_not_allowed', detail, { headers: { allow: allowed.join(', ') } });
  }
}

/** 409 */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
  constructor(code: string, detail: string, errors: readonly Fault[] = []) {
    super(409, code, detail, { errors });
  }
}

/** 429: come again after `seconds`. */
export class TooManyRequestsError extends ApiError {
  override readonly name = 'TooManyRequestsError';
  constructor(detail: string, seconds: number, code = 'rate_limited') {
    super(429, code, detail, { headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) } });
  }
}

/** 503: the server is closing. */
export class StoppingError extends ApiError {
  override readonly name = 'StoppingError';
  constructor() {
    super(503, 'stopping', 'The server is stopping; send this again in a moment.', { headers: { 'retry-after': '1' } });
  }
}

/** The body of every error answer (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe('`urn:kindred:error:` followed by the code'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('A sentence that a person can act on'),
    code: z.string().describe('Stable; for programs'),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string(), expected: z.string().optional() }))
      .optional(),
  })
  .describe('Problem details (application/problem+json)');

export type Problem = z.infer<typeof problemSchema>;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  428: 'Precondition required',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Not available',
};

/** What the wire shows of an error. */
export function problemOf(error: ApiError): Problem {
  const problem: Problem = {
    type: `urn:kindred:error:${error.code}`,
    title: titles[error.status] ?? 'Error',
    status: error.status,
    detail: error.detail,
    code: error.code,
  };
  if (error.errors.length > 0) problem.errors = error.errors.map((fault) => ({ ...fault }));
  return problem;
}

export const problemType = 'application/problem+json; charset=utf-8';

/** Of every error answer, also where no route was found whose headers they could have: nothing in it is a page. */
export const problemHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function sendProblem(reply: FastifyReply, error: ApiError): FastifyReply {
  for (const [name, value] of Object.entries(problemHeaders)) if (!reply.hasHeader(name)) reply.header(name, value);
  // The serializer is set by hand: a route's own response schema does not describe its errors.
  return reply
    .code(error.status)
    .headers(error.headers)
    .header('content-type', problemType)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problemOf(error));
}

/** Which part of a request is wrong, by the framework's name of it. */
const partDetails: Readonly<Record<string, string>> = {
  body: 'The body is not as it should be.',
  params: 'A part of the address is not as it should be.',
  querystring: 'The query parameters are not as they should be.',
  headers: 'The headers are not as they should be.',
};

const frameworkErrors: Readonly<Record<string, { status: number; code: string; detail: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'body_too_large', detail: 'The request body is too large.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'unsupported_media_type',
    detail: 'Send the body as application/json.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'invalid_json', detail: 'The body is empty; JSON was expected.' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: 'invalid_json',
    detail: 'The body is not valid JSON, or has a member called __proto__ (or prototype in constructor).',
  },
  FST_ERR_BAD_URL: { status: 400, code: 'invalid_url', detail: 'The address is not a valid URL.' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, code: 'url_too_long', detail: 'A part of the address is too long.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'invalid_request',
    detail: 'The body is not as long as Content-Length says.',
  },
};

/** Any thrown value as an ApiError; faults of ours become a 500 that tells nothing of the inside. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof MemoryLimitError) return new ApiError(503, error.code, `${error.message}.`, { cause: error });
  if (error instanceof StatementCancelledError) {
    const detail = 'A newer one has taken the place of this question, or nobody waits for it any more.';
    return new ApiError(409, 'superseded', detail, { cause: error });
  }
  if (error instanceof EngineStoppedError) {
    return new ApiError(503, error.code, error.message, { headers: { 'retry-after': '10' }, cause: error });
  }
  if (error instanceof WarehouseBehindError) {
    return new ApiError(503, error.code, error.message, { headers: { 'retry-after': '60' }, cause: error });
  }
  if (error instanceof UnstorableTextError) {
    const { path, code, message } = error;
    return new InvalidRequestError(message, [{ path, code, message }], code);
  }
  if (error instanceof InputFaultsError) {
    const part = 'validationContext' in error ? String(error.validationContext) : '';
    return new InvalidRequestError(partDetails[part] ?? error.message, error.faults);
  }
  if (error instanceof SyntaxError && isFastifyError(error)) {
    return new ApiError(400, 'invalid_json', 'The body is not valid JSON.', { cause: error });
  }
  if (isFastifyError(error)) {
    const known = frameworkErrors[error.code];
    if (known) return new ApiError(known.status, known.code, known.detail, { cause: error });
    const status = error.statusCode;
    if (status === 429) return new ApiError(429, 'rate_limited', error.message, { cause: error });
    if (status !== undefined && status >= 400 && status < 500) {
      return new ApiError(status, 'invalid_request', error.message, { cause: error });
    }
  }
  return new ApiError(500, 'internal', 'Something went wrong on the server; its log says what.', { cause: error });
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ('code' in error || 'statusCode' in error);
}

/** For `app.setErrorHandler`. Logs faults of ours with their cause, and no part of the request but method and route. */
export function errorHandler(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = toApiError(error);
  // What stopped the engine was told when it did; probes of health would repeat it for ever.
  if (answer.status >= 500 && !(answer instanceof StoppingError || answer.cause instanceof EngineStoppedError)) {
    request.log.error(
      { reqId: request.id, err: answer.cause ?? answer, method: request.method, route: request.routeOptions.url },
      'request failed',
    );
  }
  return sendProblem(reply, answer);
}

/** Makes every error, every unknown address and every wrong method of an app answer problem+json. Call it before routes are registered. */
export function useProblems(app: FastifyInstance): void {
  const methodsOf = watchMethods(app);
  app.setErrorHandler(errorHandler);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = methodsOf(request);
    const error =
      methods.length === 0
        ? new NotFoundError(`There is no ${request.method} ${path}.`)
        : new MethodNotAllowedError(request.method, path, methods);
    return sendProblem(reply, error);
  });
}
