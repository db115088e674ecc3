import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@kindred/store';
import { type RunningServer, type ServerOptions, startServer } from '../server.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: ReturnType<typeof JSON.parse>;
}

const adminKey = 'ka_the_admin_key_of_this_test_server';
const password = 'correct horse battery staple';

/** A whole server over a temporary data directory; its clock may be moved on. */
export class TestServer {
  readonly email = 'admin@localhost';
  readonly password = password;
  readonly apiKey = adminKey;
  writeKey = '';
  decideKey = '';
  private offset = 0;

  private constructor(
    readonly directory: string,
    public server: RunningServer,
    private readonly options: Partial<ServerOptions>,
  ) {}

  static async start(options: Partial<ServerOptions> = {}): Promise<TestServer> {
    const directory = await mkdtemp(join(tmpdir(), 'kindred-server-'));
    const made: { test: TestServer | null } = { test: null };
    const all: Partial<ServerOptions> = { clock: () => Date.now() + (made.test?.offset ?? 0), ...options };
    const test = new TestServer(directory, await open(directory, all), all);
    made.test = test;
    for (const key of (await test.get('/v1/keys')).body.items) {
      if (key.type === 'write') test.writeKey = key.publishable;
      if (key.type === 'decide') test.decideKey = key.publishable;
    }
    return test;
  }

  get url(): string {
    return this.server.url;
  }

  moveClock(ms: number): void {
    this.offset += ms;
  }

  /** Stops and starts again on the same data, to which something may be done meanwhile. */
  async restart(meanwhile: () => void = () => undefined): Promise<void> {
    await this.server.close();
    meanwhile();
    await this.reopen();
  }

  /** Starts again on the same data, after the server was closed. */
  async reopen(): Promise<void> {
    this.server = await open(this.directory, this.options);
  }

  async stop(): Promise<void> {
    await this.server.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** A request with the admin's API key, unless other headers are given. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = this.auth(),
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // Not of application/x-ndjson, which is many documents.
    const json = /\/(\w+\+)?json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null };
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call('GET', path, undefined, headers);
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.call('POST', path, body, headers);
  }

  auth(key: string = this.apiKey): Record<string, string> {
    return { authorization: `Bearer ${key}` };
  }

  /** Sends tracking calls as one batch. */
  async send(...calls: readonly Record<string, unknown>[]): Promise<void> {
    const answer = await this.post('/v1/batch', { writeKey: this.writeKey, batch: calls }, {});
    if (answer.body.rejected.length > 0) throw new TypeError(answer.text);
  }

  /** An active segment that is ready. */
  async segment(
    key: string,
    criteria: unknown,
    more: Record<string, unknown> = {},
  ): Promise<{ id: string; version: number }> {
    const made = await this.post('/v1/segments', { key, name: { en: key }, criteria, active: true, ...more });
    if (made.status !== 201) throw new TypeError(made.text);
    await until(async () => (await this.get(`/v1/segments/${made.body.id}`)).body.state === 'ready');
    return made.body;
  }

  /** Another site with an API key of its own. */
  async otherSite(slug: string, role: Role = 'admin'): Promise<string> {
    const signedIn = await this.signIn();
    await this.post('/v1/sites', { id: slug, name: slug, timeZone: 'UTC' }, signedIn);
    const key = { type: 'api', role, name: 'test' };
    return (await this.post('/v1/keys', key, { ...signedIn, 'kindred-site': slug })).body.secret;
  }

  /** Headers of a signed-in person, the CSRF token among them. */
  async signIn(): Promise<Record<string, string>> {
    const answer = await this.post('/v1/session', { email: this.email, password: this.password }, {});
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { cookie, 'x-csrf-token': answer.body.csrf };
  }
}

function open(directory: string, options: Partial<ServerOptions>): Promise<RunningServer> {
  return startServer({
    dataDir: directory,
    host: '127.0.0.1',
    port: 0,
    env: { apiKey: adminKey, adminPassword: password },
    log: { level: 'error' },
    limits: { signInsPerMinute: 1_000 },
    ...options,
  });
}

/** Waits until it is so, at most five seconds. */
export async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5_000; Date.now() < end; ) {
    if (await so()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new TypeError('It did not become so within five seconds');
}
