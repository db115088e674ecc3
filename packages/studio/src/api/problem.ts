import { translator } from '../language/translator.js';
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

/** A sentence for a person, whatever went wrong. */
export function explainError(error: unknown): string {
  if (error instanceof ApiProblem || error instanceof NoAnswer) return error.message;
  return error instanceof Error ? error.message : translator('api')('wrong');
}

/** Reads a problem document, or makes the best of a body that is none. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const fallback = translator('api')('answered', { status: String(response.status) });
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null)
      return new ApiProblem(response.status, 'unknown', fallback, null, []);
    const field = (name: string): string | null => {
      const value: unknown = Reflect.get(body, name);
      return typeof value === 'string' ? value : null;
    };
    const errors: unknown = Reflect.get(body, 'errors');
    return new ApiProblem(
      response.status,
      field('code') ?? 'unknown',
      field('title') ?? fallback,
      field('detail'),
      Array.isArray(errors) ? errors.filter(isFault) : [],
    );
  } catch {
    return new ApiProblem(response.status, 'unknown', fallback, null, []);
  }
}

function isFault(value: unknown): value is Fault {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'path') === 'string' &&
    typeof Reflect.get(value, 'message') === 'string'
  );
}
