import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

/** What the server writes to a connection on which exactly this text is sent. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(test.server.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** A request as people would write it by hand, whose connection ends with its answer. */
const request = (line: string, headers: readonly string[] = [], body = '') =>
  raw(`${[`${line} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers].join('\r\n')}\r\n\r\n${body}`);

function expectProblem(answer: string, status: number, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const lower = head.toLowerCase();
  expect(lower).toContain('content-type: application/problem+json');
  expect(lower).toContain('x-content-type-options: nosniff');
  expect(lower).toContain('content-security-policy: ');
  expect(lower).toContain('x-frame-options: ');
  expect(JSON.parse(body)).toMatchObject({ type: `urn:kindred:error:${code}`, status, code });
}

const json = (body: string) => ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`];

describe('an error answer is a problem document with security headers', () => {
  it.each([
    ['an address that is no URL', 'GET /v1/%ff', 400, 'invalid_url'],
    ['an address nobody serves', 'GET /nowhere', 404, 'not_found'],
    ['a method that the address does not know', 'POST /v1/openapi.json', 405, 'method_not_allowed'],
    ['a method nobody knows', 'PROPFIND /v1/segments', 405, 'method_not_allowed'],
    ['no key', 'GET /v1/segments', 401, 'unauthorized'],
    ['a part of the address that is too long', `GET /v1/segments/${'x'.repeat(3_000)}`, 414, 'url_too_long'],
    ['headers and address that are too large', `GET /${'x'.repeat(20_000)}`, 431, 'headers_too_large'],
    ['something that is not HTTP', 'GET', 400, 'invalid_request'],
  ])('to %s', async (_what, line, status, code) => {
    expectProblem(await request(line), status, code);
  });

  it.each([
    ['/v1/session', '{', 'invalid_json', 400],
    ['/v1/decide', '{', 'invalid_json', 400],
    ['/v1/session', `"${'x'.repeat(1_100_000)}"`, 'body_too_large', 413],
  ])('to a body that %s cannot read', async (path, body, code, status) => {
    expectProblem(await request(`POST ${path}`, json(body), body), status, code);
  });

  it('but not to an empty body where none is needed, whatever its type is said to be', async () => {
    const key = [`authorization: Bearer ${test.apiKey}`, ...json('')];
    expectProblem(await request('DELETE /v1/segments/seg_none', key), 404, 'unknown_segment');
    expectProblem(await request('POST /v1/segments', key), 400, 'invalid_json');
  });

  it.each([
    ['DELETE', '/v1/segments', 'GET, HEAD, POST'],
    ['POST', '/v1/segments/seg_1?x=y', 'DELETE, GET, HEAD, PUT'],
    ['GET', '/v1/batch', 'OPTIONS, POST'],
    ['PATCH', '/v1/groups/account/a%2Fb/members/u', 'DELETE, PUT'],
  ])('to %s %s, with the methods that it knows', async (method, path, allow) => {
    const { status, headers, body } = await test.call(method, path);
    expect([status, headers.get('allow'), body.code]).toEqual([405, allow, 'method_not_allowed']);
  });

  it('to a batch without a key', async () => {
    expectProblem(await request('POST /v1/batch', json('{}'), '{}'), 401, 'unauthorized');
  });

  it('to what comes while the server stops', async () => {
    const batch = `{"writeKey":"${test.writeKey}","batch":[]}`;
    const socket = connect(test.server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    // A request under way keeps the connection open over the beginning of the end.
    socket.write(
      `POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${batch.length}\r\n\r\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = test.server.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.write(`${batch}GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`);
    await Promise.all([closed, stopped]);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expectProblem(answer.slice(answer.indexOf('HTTP/1.1 503')), 503, 'stopping');
    await test.restart();
  });
});
