import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/edge.md', import.meta.url), 'utf8');

/** Each worker of the page with what it is asked and what it answers. */
const workers = [
  ...page.matchAll(
    /```ts\n([\s\S]*?)```\n\nAsked (with|at) `(.*?)` about\n\n```json\n(.*)\n```\n\nit answers\n\n```json\n(.*)\n```/g,
  ),
].map(([, code = '', how = '', what = '', body = '', answer = '']) => ({ code, how, what, body, answer }));

/** The request that the page speaks of: with a header, or at an address. */
function asked({ how, what, body }: (typeof workers)[number]): Request {
  const [name = '', value = ''] = what.split(': ');
  const url = `https://edge.example${how === 'at' ? what : '/'}`;
  return new Request(url, { method: 'POST', body, headers: how === 'with' ? { [name]: value } : {} });
}

describe('the workers of docs/edge.md', () => {
  it('are all asked', () => {
    expect(workers.length).toBe(page.split('```ts').length - 1);
    expect(workers.length).toBeGreaterThan(1);
  });

  it.each(workers)('answer $answer, with nothing of Node around them and no code made from text', async (worker) => {
    const { outputFiles } = await build({
      stdin: { contents: worker.code, loader: 'ts', resolveDir: import.meta.dirname },
      bundle: true,
      format: 'iife',
      globalName: 'worker',
      target: 'es2022',
      platform: 'neutral',
      write: false,
    });
    const bare = createContext({ Response, URL }, { codeGeneration: { strings: false, wasm: false } });
    const { fetch } = runInContext(`${outputFiles[0]?.text ?? ''}\nworker.default`, bare);
    const response: Response = await fetch(asked(worker));
    expect(await response.json()).toEqual(JSON.parse(worker.answer));
  });
});
