import { CommandError } from '../command-error.js';
import { isRecord } from '../connection.js';

/** The management API as the first user uses it from the studio: the product's own way to make the demo. */
export class Management {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly csrf: string,
  ) {}

  static async signIn(url: string, email: string, password: string): Promise<Management> {
    const response = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const answer: unknown = await response.json();
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (!response.ok || cookie === undefined || !isRecord(answer) || typeof answer.csrf !== 'string') {
      throw new CommandError('failed', `The demo could not be made: signing in answered ${response.status}.`);
    }
    return new Management(url, cookie, answer.csrf);
  }

  /** The answer's members; throws with the server's explanation where it is a refusal. */
  async post(path: string, body: unknown, site?: string): Promise<Record<string, unknown>> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: this.cookie,
        'x-csrf-token': this.csrf,
        ...(site === undefined ? {} : { 'kindred-site': site }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new CommandError('failed', `The demo could not be made: POST ${path} answered ${response.status}: ${text}`);
    }
    const answer: unknown = JSON.parse(text);
    return isRecord(answer) ? answer : {};
  }
}
