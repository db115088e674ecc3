import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { snippet } from './stub.js';

const script = readFileSync(new URL('./kindred.js', import.meta.url), 'utf8');

describe('the script for pages', () => {
  it('stays within 6 KB compressed', () => {
    expect(gzipSync(script).byteLength).toBeLessThan(6 * 1024);
  });

  it('carries out the calls that the snippet gathered before it came', async () => {
    const requests: { url: string; body: string }[] = [];
    const kept = new Map<string, string>();
    const page = {
      location: { href: 'https://a.example/', pathname: '/', search: '', protocol: 'https:' },
      document: {
        title: 'A',
        referrer: '',
        cookie: '',
        head: { appendChild: () => undefined },
        createElement: () => ({}),
        addEventListener: () => undefined,
      },
      navigator: { userAgent: 'Test/1', language: 'en' },
      screen: { width: 1, height: 1 },
      crypto: globalThis.crypto,
      localStorage: {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, value: string) => kept.set(name, value),
        removeItem: (name: string) => kept.delete(name),
      },
      addEventListener: () => undefined,
      setTimeout,
      clearTimeout,
      AbortController,
      URLSearchParams,
      fetch: (url: string, init: { body: string }) => {
        requests.push({ url, body: init.body });
        return Promise.resolve(new Response('{"segments":[{"key":"k","name":{"en":"K"}}]}'));
      },
    };
    const context = createContext({ ...page, window: undefined });
    runInContext('window = globalThis', context);
    const stub = snippet({ writeKey: 'kw_</script>', decideKey: 'kd_1', host: 'https://kindred.example' });
    expect(stub.match(/<\/script>/g)).toHaveLength(1);
    runInContext(stub.replace(/<\/?script>/g, ''), context);
    runInContext('answer = kindred.decide()', context);
    runInContext(script, context);
    const answer: unknown = await runInContext('answer', context);
    expect(answer).toEqual({ keys: ['k'], segments: [{ key: 'k', name: { en: 'K' } }] });
    expect(requests.map((request) => request.url)).toEqual([
      'https://kindred.example/v1/batch',
      'https://kindred.example/v1/decide',
    ]);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
      writeKey: 'kw_</script>',
      batch: [{ type: 'page', properties: { path: '/' } }],
    });
  });
});
