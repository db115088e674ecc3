import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';
import { keptFile } from '../api/schemas/import-files.js';
import { job } from '../api/schemas/index.js';
import type { TestServer } from './test-server.js';

type Body = string | Uint8Array<ArrayBuffer> | object;

/** Sends files to a server and imports them, as an editor does. */
export class FileImports {
  constructor(private readonly test: TestServer) {}

  async call(method: string, path: string, body?: Body, headers = {}) {
    const bytes = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
    const response = await fetch(`${this.test.url}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.test.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bytes ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: (): unknown => JSON.parse(text) };
  }

  async send(name: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) {
    const { status, json } = await this.call('POST', `/import/files?name=${name}`, body, headers);
    expect(status).toBe(201);
    return keptFile.parse(json());
  }

  async get(file: string) {
    return keptFile.parse((await this.call('GET', `/import/files/${file}`)).json());
  }

  /** The job of an import, or of a check, once it has ended. */
  async run(file: string, mapping: unknown, dryRun = false) {
    const started = await this.call('POST', `/import/files/${file}/run`, { mapping, dryRun });
    expect([started.status, started.text]).toEqual([202, expect.any(String)]);
    const { id } = job.parse(started.json());
    for (;;) {
      const found = job.parse((await this.call('GET', `/jobs/${id}`)).json());
      if (found.state !== 'running') return found;
      await sleep(20);
    }
  }

  /** The lines of what was rejected last, the head first. */
  async rejected(file: string): Promise<readonly string[]> {
    return (await this.call('GET', `/import/files/${file}/rejected`)).text.split('\n');
  }

  async traitsOf(userId: string) {
    const profile = z.object({ traits: z.record(z.string(), z.unknown()) });
    const found = await this.call('GET', `/profiles?search=${userId}`);
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string(), userId: z.string().nullable() })) })
      .parse(found.json());
    const { id } = items.find((one) => one.userId === userId) ?? {};
    return profile.parse((await this.call('GET', `/profiles/${id}`)).json()).traits;
  }
}
