import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

type Methods = Record<
  string,
  {
    readonly requestBody?: {
      readonly content: Record<string, { readonly schema: { additionalProperties?: unknown } }>;
    };
  }
>;

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

it('describes the API by the schemas that validate it', async () => {
  const { body } = await test.get('/v1/openapi.json', {});
  expect(body.openapi).toBe('3.1.0');
  const { requestBody, responses } = body.paths['/v1/segments'].post;
  const fields = requestBody.content['application/json'].schema.properties;
  expect(fields.criteria).toEqual({ $ref: '#/components/schemas/Criteria' });
  expect(responses['201'].content['application/json'].schema.$ref).toBe('#/components/schemas/Segment');
  expect(responses['409'].content['application/json'].schema.$ref).toBe('#/components/schemas/Problem');
});

it('refers to nothing that is not there', async () => {
  const { body, text } = await test.get('/v1/openapi.json', {});
  const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(names.length).toBeGreaterThan(100);
  for (const name of names) expect(body.components.schemas).toHaveProperty(name);
  expect(text).not.toContain('PLACEHOLDER');
  expect(text).not.toContain('#/$defs');
});

it('takes no body with members that mean nothing, but where visitors’ programs send what they have', async () => {
  const { body } = await test.get('/v1/openapi.json', {});
  const tolerant: string[] = [];
  for (const [path, methods] of Object.entries<Methods>(body.paths)) {
    for (const { requestBody } of Object.values(methods)) {
      const schema = requestBody?.content['application/json']?.schema;
      if (schema !== undefined && schema.additionalProperties !== false && !tolerant.includes(path))
        tolerant.push(path);
    }
  }
  const calls = ['identify', 'track', 'page', 'screen', 'group', 'alias', 'batch', 'i', 't', 'p', 's', 'g', 'a', 'b'];
  expect(tolerant.sort()).toEqual(['/v1/decide', ...calls.map((call) => `/v1/${call}`)].sort());
});

it('says of the context of a decision what is understood, and that nothing else is refused', async () => {
  const { body } = await test.get('/v1/openapi.json', {});
  const { context } = body.paths['/v1/decide'].post.requestBody.content['application/json'].schema.properties;
  expect(context.anyOf).toEqual([{ $ref: '#/components/schemas/RequestContext' }, {}]);
  const understood = body.components.schemas.RequestContext.properties;
  expect(understood.page.properties.url).toEqual({ type: 'string' });
  const odd = { context: { page: 5, locale: ['x'], screen: { width: 'wide' }, other: {} }, anonymousId: 'a' };
  expect((await test.post('/v1/decide', odd)).status).toBe(200);
});

it('can be read at /docs', async () => {
  const page = (await test.get('/docs/', {})).text;
  expect(page).toContain('swagger-ui');
  expect(page).toContain('<title>Kindred API</title>');
});
