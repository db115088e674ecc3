import { WarehouseError } from '@kindred/warehouse';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { siteOf, viewer } from '../../auth/access.js';
import { InvalidRequestError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { eventsOf } from '../event-palette.js';
import { answerLanguage } from '../language.js';
import { paletteOf } from '../palette.js';
import {
  eventNames,
  eventNamesQuery,
  histogram,
  histogramQuery,
  languageQuery,
  propertyGroups,
  values,
  valuesQuery,
} from '../schemas/index.js';
import { problems, security } from './description.js';

const tags = ['Vocabulary'];

/** What criteria can ask about: properties, their values, event names. */
export const vocabularyRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { warehouse, previews, schemas, vocabularies } = context;

  app.get(
    '/v1/properties',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Properties, in groups',
        security,
        querystring: languageQuery,
        response: { 200: propertyGroups, ...problems },
      },
    },
    async (request, reply) => {
      const language = answerLanguage(request, reply);
      await previews.settle();
      const site = siteOf(request).id;
      const words = { vocabularies: await vocabularies.of(site), schema: schemas.of(site) };
      return { groups: await paletteOf(warehouse, site, language, words) };
    },
  );

  app.get(
    '/v1/properties/values',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Values of a property, the most usual first',
        security,
        querystring: valuesQuery,
        response: { 200: values, ...problems },
      },
    },
    async (request) => {
      const { property, event, search, limit } = request.query;
      const site = siteOf(request).id;
      const found = warehouse.analytics.values(site, property, event ?? null, search, limit);
      return { items: [...(await ofStoredProperty(found))] };
    },
  );

  app.get(
    '/v1/properties/histogram',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How the numbers of a property are spread',
        security,
        querystring: histogramQuery,
        response: { 200: histogram, ...problems },
      },
    },
    async (request) => {
      const { property, event, bars } = request.query;
      const asked = warehouse.analytics.histogram(siteOf(request).id, property, event ?? null, bars);
      const found = await ofStoredProperty(asked);
      return { ...found, bars: found.bars.map((bar) => ({ ...bar })) };
    },
  );

  app.get(
    '/v1/event-names',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Events seen, the most usual first, with their properties',
        security,
        querystring: eventNamesQuery.extend(languageQuery.shape),
        response: { 200: eventNames, ...problems },
      },
    },
    async (request, reply) => {
      const { search, limit } = request.query;
      const language = answerLanguage(request, reply);
      await previews.settle();
      const site = siteOf(request).id;
      const seen = await warehouse.analytics.eventNames(site, search, limit);
      return { items: eventsOf(seen, schemas.of(site), language, search).slice(0, limit) };
    },
  );
};

/** @throws InvalidRequestError `invalid_property` where the question is about what has no stored values */
async function ofStoredProperty<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof WarehouseError) || error.code !== 'invalid_property') throw error;
    const { code, message } = error;
    const expected = 'such as user.plan, account.industry or properties.path';
    throw new InvalidRequestError(`${message}.`, [{ path: 'property', code, message, expected }], code);
  }
}
