import { MemoryLimitError, StatementCancelledError } from '@kindred/warehouse';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { ConflictError, problemSchema, TooManyRequestsError, useProblems } from './errors.js';
import { validatorCompiler } from './validation.js';

const logged: string[] = [];

function app(): FastifyInstance {
  const server = Fastify({ logger: { level: 'error', stream: { write: (line: string) => logged.push(line) } } });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  useProblems(server);
  const body = z.object({ name: z.string(), tags: z.array(z.string()) });
  const response = { 200: z.object({ fine: z.literal(true) }) };
  server
    .withTypeProvider<ZodTypeProvider>()
    .post('/checked', { schema: { body, response } }, () => ({ fine: true as const }));
  server.get('/conflict', () => {
    throw new ConflictError('segment_in_use', 'It is used.', [{ path: 'a', code: 'in_use', message: 'By b.' }]);
  });
  server.get('/busy', () => {
    throw new TooManyRequestsError('Come again.', 1.2);
  });
  server.get('/heavy', () => {
    throw new MemoryLimitError();
  });
  server.get('/cancelled', () => {
    throw new StatementCancelledError('preview');
  });
  server.get('/broken/:person', () => {
    throw new TypeError('secret inside');
  });
  onTestFinished(() => server.close());
  return server;
}

describe('an error', () => {
  it('of a question that a newer one has ended is no fault, and not logged as one', async () => {
    logged.length = 0;
    const answer = await app().inject('/cancelled');
    expect([answer.statusCode, answer.json().code, logged]).toEqual([409, 'superseded', []]);
  });

  it('is problem details with a stable code', async () => {
    const answer = await app().inject('/conflict');
    expect(answer.statusCode).toBe(409);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemSchema.parse(answer.json())).toEqual({
      type: 'urn:kindred:error:segment_in_use',
      title: 'Conflict',
      status: 409,
      detail: 'It is used.',
      code: 'segment_in_use',
      errors: [{ path: 'a', code: 'in_use', message: 'By b.' }],
    });
  });

  it('says that a question is too heavy for the warehouse, and what to do', async () => {
    const answer = await app().inject('/heavy');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'memory_limit', detail: expect.stringContaining('shorter time') });
  });

  it('of the input names every fault and where it is', async () => {
    const answer = await app().inject({ method: 'POST', url: '/checked', payload: { tags: ['a', 5] } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      detail: 'The body is not as it should be.',
      errors: [
        { path: 'name', message: 'This is missing', expected: 'text' },
        { path: 'tags.1', message: 'This is the number 5, not text', expected: 'text' },
      ],
    });
  });

  it.each([
    ['a body that is not JSON', '{', 'application/json', 400, 'invalid_json'],
    ['no body', '', 'application/json', 400, 'invalid_json'],
    ['a body of another type', '<a/>', 'text/xml', 415, 'unsupported_media_type'],
    ['too large a body', `"${'x'.repeat(2_000_000)}"`, 'application/json', 413, 'body_too_large'],
  ])('tells of %s', async (_what, payload, type, status, code) => {
    const answer = await app().inject({ method: 'POST', url: '/checked', payload, headers: { 'content-type': type } });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ status, code });
  });

  it('says when to come again', async () => {
    const answer = await app().inject('/busy');
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('of ours tells nothing of the inside, and goes into the log without the address', async () => {
    logged.length = 0;
    const answer = await app().inject('/broken/jen@example.com');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal' });
    expect(answer.body).not.toContain('secret');
    expect(logged.join()).toContain('secret inside');
    expect(logged.join()).not.toContain('jen@');
  });

  it('answers an unknown address as well', async () => {
    const answer = await app().inject('/nowhere?email=jen@example.com');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not_found', detail: 'There is no GET /nowhere.' });
  });
});
