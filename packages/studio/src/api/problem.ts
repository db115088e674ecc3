import { presentLanguage, translator } from '../language/translator.js';
import { isFaultCode, isProblemCode } from './problem-codes.js';
import type { Fault } from './types.js';

/** An answer of the server that is not a success, as `application/problem+json` tells it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | null,
    readonly errors: readonly Fault[],
  ) {
    super(detail ?? title);
  }
}

/** No answer at all: the server is away or the network is. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'no_answer';

  constructor() {
    super(translator('api')('noAnswer'));
  }
}

/** What the server says in English; in other languages what the code alone says, where it is known. */
export function explainProblem(code: string, english: string): string {
  return presentLanguage() === 'en' || !isProblemCode(code) ? english : translator('api')(`problems.${code}`);
}

interface ToldFault extends Pick<Fault, 'path' | 'message'> {
  readonly code: string;
  /** What was given where another type was wanted, and that type. */
  readonly value?: string;
  readonly type?: string;
}

/** The same of an event, or of a row of an import, that was not taken; `path` is what in it was at fault. */
export function explainFault({ code, path, message, value, type }: ToldFault): string {
  if (presentLanguage() === 'en') return message;
  const t = translator('api');
  if (code === 'wrong_type' && value !== undefined && type !== undefined) {
    return t('faults.wrong_value', { path, value, type });
  }
  if (isFaultCode(code)) return t(`faults.${code}`, { path });
  return code.startsWith('invalid_') && path !== '' ? t('faults.invalid', { path }) : message;
}

/** A sentence for a person, whatever went wrong. */
export function explainError(error: unknown): string {
  if (error instanceof ApiProblem && error.code !== 'unknown') {
    const said = explainProblem(error.code, error.message);
    return error.code === 'invalid_request' ? [said, ...error.errors.slice(0, 3).map(faultOf)].join(' ') : said;
  }
  if (error instanceof ApiProblem || error instanceof NoAnswer) return error.message;
  return error instanceof Error ? error.message : translator('api')('wrong');
}

/** What in a request does not fit: nothing else says what is to be mended. */
function faultOf({ path, message }: Fault): string {
  if (presentLanguage() === 'en') return path === '' ? message : `${path}: ${message}`;
  return path === '' ? message : translator('api')('faults.invalid', { path });
}

/** Reads a problem document, or makes the best of a body that is none. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  return problemOf(response.status, await response.text().catch(() => ''));
}

/** The same of an answer that was read already. */
export function problemOf(status: number, text: string): ApiProblem {
  const fallback = translator('api')('answered', { status: String(status) });
  const unknown = new ApiProblem(status, 'unknown', fallback, null, []);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return unknown;
  }
  if (typeof body !== 'object' || body === null) return unknown;
  const field = (name: string): string | null => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : null;
  };
  const errors: unknown = Reflect.get(body, 'errors');
  return new ApiProblem(
    status,
    field('code') ?? 'unknown',
    field('title') ?? fallback,
    field('detail'),
    Array.isArray(errors) ? errors.filter(isFault) : [],
  );
}

function isFault(value: unknown): value is Fault {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'path') === 'string' &&
    typeof Reflect.get(value, 'message') === 'string'
  );
}
