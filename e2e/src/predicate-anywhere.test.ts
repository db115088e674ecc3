import { createContext, runInContext, runInThisContext } from 'node:vm';
import { Worker as Thread } from 'node:worker_threads';
import { criteriaCases } from '@kindred/criteria/cases';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.js';

/** What an edge worker has: the predicate, patterns and nothing else; it answers the cases, each in three ways. */
const program = `
  import '@kindred/criteria/patterns';
  import { conditionLeaf, evaluate, evaluateKleene } from '@kindred/criteria/predicate';
  import { compileMany, compilePredicate } from '@kindred/criteria/prepared';

  globalThis.answers = (text) =>
    JSON.parse(text).map(({ criteria, memberOf = [], request = null, ...rest }) => {
      const input = { ...rest, request, isMember: (segment) => memberOf.includes(segment) };
      const leaf = (node) => conditionLeaf(node, input.calendar);
      const set = compileMany([criteria], leaf);
      set.look(input);
      return [evaluate(criteria, input), evaluateKleene(criteria, input), compilePredicate(criteria, leaf)(input), set.holds(0)];
    });
`;

const questions = JSON.stringify(criteriaCases.map(({ name: _name, expected: _expected, ...question }) => question));
const expected = criteriaCases.map((each) => Array(4).fill(each.expected));

let bundle: string;
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    platform: 'neutral',
    write: false,
  });
  bundle = outputFiles[0]?.text ?? '';
});

describe('the predicate, as one bundle', () => {
  it('answers the shared table in Node', () => {
    const answers: (text: string) => unknown = runInThisContext(`${bundle}\nanswers`);
    expect(answers(questions)).toEqual(expected);
  });

  it('answers it with nothing of Node around it and no code made from text', () => {
    const bare = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    expect(() => runInContext('new Function("return 1")', bare)).toThrow(/Code generation from strings/);
    expect(runInContext('typeof process + typeof Buffer + typeof require', bare)).toBe('undefined'.repeat(3));
    runInContext(bundle, bare);
    expect(JSON.parse(runInContext(`JSON.stringify(answers(${JSON.stringify(questions)}))`, bare))).toEqual(expected);
  });

  it('answers it in a worker thread', async () => {
    const worker = new Thread(
      `${bundle}\nconst { parentPort, workerData } = require('node:worker_threads');
       parentPort.postMessage(answers(workerData));`,
      { eval: true, workerData: questions },
    );
    try {
      const answer = await new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
      expect(answer).toEqual(expected);
    } finally {
      await worker.terminate();
    }
  });
});

describe('the predicate in a browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('answers the shared table in a web worker under a policy that forbids eval', async () => {
    const page = await browser.newPage();
    const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'; worker-src 'self'" };
    const script = `${bundle}\nonmessage = ({ data }) => postMessage(answers(data));`;
    await page.route('https://edge.example/**', (route) =>
      new URL(route.request().url()).pathname === '/worker.js'
        ? route.fulfill({ contentType: 'text/javascript', headers, body: script })
        : route.fulfill({ contentType: 'text/html', headers, body: '<!doctype html><title>edge</title>' }),
    );
    await page.goto('https://edge.example/');
    const answer = await page.evaluate(
      (text) =>
        new Promise<unknown>((resolve, reject) => {
          const worker = new Worker('/worker.js');
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(text);
        }),
      questions,
    );
    expect(answer).toEqual(expected);
    await page.close();
  });
});
