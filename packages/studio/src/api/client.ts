import { NoAnswer, readProblem } from './problem.js';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** A list becomes as many parameters of the name. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;
  /** Version that the change is based on; a newer one on the server refuses it. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

export type Request = <T>(path: string, options?: RequestOptions) => Promise<T>;

/**
 * Calls the API as the signed-in user, for one site.
 * @param onSignedOut called when the session has ended, before the error is thrown
 */
export function createRequest(site: string | null, csrf: string | null, onSignedOut: () => void): Request {
  return async <T>(path: string, options: RequestOptions = {}): Promise<T> => {
    // Sentences come in the language of the page rather than in that of the browser.
    const language = document.documentElement.lang || 'en';
    const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language };
    if (site !== null) headers['Kindred-Site'] = site;
    if (csrf !== null) headers['X-CSRF-Token'] = csrf;
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`;
    const response = await fetch(`/v1${path}${search(options.query)}`, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new NoAnswer();
    });
    if (!response.ok) {
      if (response.status === 401) onSignedOut();
      throw await readProblem(response);
    }
    const text = await response.text();
    return JSON.parse(text === '' ? 'null' : text);
  };
}

function search(query: RequestOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (typeof value === 'object') for (const each of value ?? []) parameters.append(name, each);
    else if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
