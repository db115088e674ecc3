import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { admin, siteOf, viewer } from '../../auth/access.js';
import { InvalidRequestError, NotFoundError } from '../../http/errors.js';
import { schemaLimit } from '../../segments/site-schema.js';
import type { ApiContext } from '../context.js';
import {
  empty,
  eventDescription,
  eventDescriptionInput,
  eventReference,
  propertyDescriptionInput,
  siteSchema,
  traitDescription,
  traitReference,
} from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Vocabulary'];
const description =
  'Said in the studio’s pickers and in sentences, and looked at by an analysis. Who matches does not change.';

/** What a site says of its own traits and events. */
export const siteSchemaRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { schemas } = context;

  app.get(
    '/v1/schema',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'What the site says of its traits and events',
        security,
        response: { 200: siteSchema, ...problems },
      },
    },
    async (request) => {
      const { traits, events } = schemas.of(siteOf(request).id);
      return {
        traits: [...traits].map(([property, said]) => ({ property, ...said })),
        events: [...events].map(([event, said]) => ({ event, ...said })),
      };
    },
  );

  app.put(
    '/v1/schema/traits/:property',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Say what a trait is called, of which type it is and which values it has',
        description,
        security,
        params: traitReference,
        body: propertyDescriptionInput,
        response: { 200: traitDescription, ...problems },
      },
    },
    async (request) => {
      const { property } = request.params;
      const site = siteOf(request).id;
      requireRoom(schemas.of(site).traits, property);
      await schemas.setTrait(site, property, request.body);
      return { property, ...request.body };
    },
  );

  app.delete(
    '/v1/schema/traits/:property',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Take the description of a trait away',
        security,
        params: traitReference,
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const { property } = request.params;
      if (!(await schemas.setTrait(siteOf(request).id, property, null))) {
        throw new NotFoundError(`Nothing is said of “${property}”.`);
      }
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/v1/schema/events/:event',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Say what an event is called and which properties it has',
        description,
        security,
        params: eventReference,
        body: eventDescriptionInput,
        response: { 200: eventDescription, ...problems },
      },
    },
    async (request) => {
      const { event } = request.params;
      const site = siteOf(request).id;
      requireRoom(schemas.of(site).events, event);
      await schemas.setEvent(site, event, request.body);
      return { event, ...request.body };
    },
  );

  app.delete(
    '/v1/schema/events/:event',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Take the description of an event away',
        security,
        params: eventReference,
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const { event } = request.params;
      if (!(await schemas.setEvent(siteOf(request).id, event, null))) {
        throw new NotFoundError(`Nothing is said of “${event}”.`);
      }
      return reply.code(204).send(null);
    },
  );
};

function requireRoom(known: ReadonlyMap<string, unknown>, name: string): void {
  if (known.has(name) || known.size < schemaLimit) return;
  const message = `A site describes at most ${schemaLimit.toLocaleString('en')} traits and as many events.`;
  throw new InvalidRequestError(message, [{ path: '', code: 'too_many_descriptions', message }]);
}
