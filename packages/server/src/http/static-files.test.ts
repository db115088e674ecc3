import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

let test: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindred-static-'));
  await mkdir(join(folder, 'studio', 'assets'), { recursive: true });
  await mkdir(join(folder, 'demo', 'loans'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'studio', 'index.html'), '<title>studio</title>');
  await writeFile(join(folder, 'studio', 'assets', 'index-Ab3dEf9h.js'), 'app()');
  await writeFile(join(folder, 'demo', 'loans', 'index.html'), '<title>loans</title>');
  await writeFile(join(folder, 'kindred.js'), 'kindred()');
  test = await TestServer.start({
    static: {
      studioDir: join(folder, 'studio'),
      demoDir: join(folder, 'demo'),
      browserScript: join(folder, 'kindred.js'),
    },
  });
});
afterAll(async () => {
  await test.stop();
  await rm(folder, { recursive: true, force: true });
});

it('leads to the studio, whose addresses are its own business', async () => {
  expect((await test.get('/', {})).headers.get('location')).toBe('/studio/');
  for (const path of ['/studio/', '/studio/segments/seg_1', '/studio/index.html']) {
    const { status, text: page, headers } = await test.get(path, {});
    expect([status, page, headers.get('cache-control')]).toEqual([200, '<title>studio</title>', 'no-cache']);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  }
});

it('lets browsers keep files that are named after their content', async () => {
  const { headers } = await test.get('/studio/assets/index-Ab3dEf9h.js', {});
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

it('serves the demo, and pages of other sites the script', async () => {
  expect((await test.get('/demo/loans', {})).headers.get('location')).toBe('/demo/loans/');
  expect((await test.get('/demo/loans/', {})).text).toBe('<title>loans</title>');
  expect((await test.get('/demo/nothing', {})).body).toMatchObject({ status: 404, code: 'not_found' });
  expect((await test.get('/kindred.js', {})).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

it('gives nothing from outside of its folders', async () => {
  for (const path of [
    '/demo/../secret.txt',
    '/demo/%2e%2e/secret.txt',
    '/demo/..%2fsecret.txt',
    '/demo//../../secret.txt',
  ]) {
    // Written by hand, because clients tidy such paths up before they send them.
    const socket = connect(test.server.port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 40[034]/);
    expect(answer).not.toContain('\nsecret');
  }
});
