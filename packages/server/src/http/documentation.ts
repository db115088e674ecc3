import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { declareAccess, open } from '../auth/access.js';
import { documentationLook } from './documentation-theme.js';

const description = `Segments, people, previews, decisions and events of a Kindred server.

Sign in with \`POST /v1/session\`, or send an API key as \`Authorization: Bearer ka_…\`. A key belongs to one site; people
who sign in choose theirs with the \`Kindred-Site\` header. Errors are \`application/problem+json\` with a stable \`code\`.
Lists are \`{items, next}\`: send \`next\` as \`cursor\` for the page after.`;

/** Collects the routes registered after it into an OpenAPI 3.1 document, made of the schemas that validate. */
export async function useOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kindred', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'kindred_session',
            description: 'With X-CSRF-Token for changes',
          },
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `ka_…`' },
          writeKey: {
            type: 'http',
            scheme: 'basic',
            description: 'A write key, `kw_…`, as user name; or `writeKey` in the body',
          },
          decideKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'A decide key, `kd_…`; or `decideKey` in the body',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** `/v1/openapi.json`, and pages to read it at `/docs`. */
export async function serveDocumentation(app: FastifyInstance): Promise<void> {
  let document: string | undefined;
  app.get('/v1/openapi.json', { config: open, schema: { hide: true } }, async (_request, reply) => {
    document ??= JSON.stringify(withoutUnused(app.swagger()));
    return reply.header('content-type', 'application/json; charset=utf-8').send(document);
  });
  await app.register(async (scope) => {
    declareAccess(scope, { public: true });
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      ...documentationLook,
      uiConfig: { deepLinking: true, docExpansion: 'none', tryItOutEnabled: true },
    });
  });
}

const reference = /"#\/components\/schemas\/([^"]+)"/g;

/** The document without component schemas that nothing refers to: each is offered in an input and an output form. */
function withoutUnused<T extends object>(document: T): T {
  const schemas = member(member(document, 'components'), 'schemas');
  if (schemas === null) return document;
  const used = new Set<string>();
  const waiting = namesIn({ ...document, components: {} });
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    waiting.push(...namesIn(member(schemas, name) ?? {}));
  }
  for (const name of Object.keys(schemas)) if (!used.has(name)) Reflect.deleteProperty(schemas, name);
  return document;
}

function member(value: object | null, name: string): object | null {
  const found: unknown = value === null ? null : Reflect.get(value, name);
  return typeof found === 'object' ? found : null;
}

function namesIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(reference)].flatMap((match) => match[1] ?? []);
}
