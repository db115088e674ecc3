import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

it('keeps people, their data and keys out of the log', async () => {
  let log = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const test = await TestServer.start({ log: { level: 'debug', destination } });
  try {
    await test.send({ type: 'identify', userId: 'marker-user', traits: { email: 'marker@example.com' } });
    await test.get('/v1/profiles/lookup?userId=marker-user');
    await test.get('/v1/profiles?search=marker@example.com');
    await test.call('PUT', '/v1/groups/account/marker-account', { traits: { name: 'marker-name' } });
    await test.call('PUT', '/v1/groups/account/marker-account/members/marker-user');
    await test.post('/v1/decide', { userId: 'marker-user', context: { ip: '203.0.113.77' } });
    await test.get(`/v1/projects/${test.writeKey}/settings`);
    await test.get('/marker-page?token=marker-token');
    await test.post('/v1/session', { email: 'marker@example.com', password: 'marker-password' }, {});
    const signedIn = await test.signIn();
    await test.get('/v1/session', signedIn);
    await test.server.engine.settle(5_000);
    expect(log).toContain('"route":"/v1/groups/:kind/:id/members/:userId"');
    const secrets = [test.apiKey, test.writeKey, test.password, signedIn.cookie?.split('=')[1] ?? '-', '203.0.113.77'];
    for (const secret of ['marker', ...secrets]) expect(log).not.toContain(secret);
  } finally {
    await test.stop();
  }
});
