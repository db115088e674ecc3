import { requestFieldOf } from '@kindred/criteria';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { admin, siteOf, viewer } from '../../auth/access.js';
import { InvalidRequestError, NotFoundError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { empty, listOf, vocabulary, vocabularyInput, vocabularyReference } from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Vocabulary'];
const path = '/v1/vocabularies';

/** Fixed lists of values for properties of a visit. */
export const siteVocabularyRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { vocabularies } = context;

  app.get(
    path,
    {
      config: viewer,
      schema: { tags, summary: 'Fixed lists of values', security, response: { 200: listOf(vocabulary), ...problems } },
    },
    async (request) => {
      const all = await vocabularies.of(siteOf(request).id);
      return { items: [...all].map(([property, values]) => ({ property, values })) };
    },
  );

  app.put(
    `${path}/:property`,
    {
      config: admin,
      schema: {
        tags,
        summary: 'Give a property of a visit a fixed list of values',
        description:
          'Pickers then offer these and no others; conditions with other values are pointed out, not refused.',
        security,
        params: vocabularyReference,
        body: vocabularyInput,
        response: { 200: vocabulary, ...problems },
      },
    },
    async (request) => {
      const { property } = request.params;
      requireText(property);
      await vocabularies.set(siteOf(request).id, property, request.body.values);
      return { property, values: request.body.values };
    },
  );

  app.delete(
    `${path}/:property`,
    {
      config: admin,
      schema: {
        tags,
        summary: 'Take a fixed list of values away',
        description: 'Segments stay as they are.',
        security,
        params: vocabularyReference,
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const { property } = request.params;
      if (!(await vocabularies.set(siteOf(request).id, property, null))) {
        throw new NotFoundError(`“${property}” has no fixed list of values.`);
      }
      return reply.code(204).send(null);
    },
  );
};

function requireText(property: string): void {
  if (requestFieldOf(property.slice('request.'.length))?.type === 'text') return;
  const message = `“${property}” is no text that is known of a visit, such as request.cookies.theme`;
  throw new InvalidRequestError(`${message}.`, [{ path: 'property', code: 'unknown_property', message }]);
}
