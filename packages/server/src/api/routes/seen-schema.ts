import type { PropertyShape } from '@kindred/warehouse';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { siteOf, viewer } from '../../auth/access.js';
import { violationsOf } from '../../segments/schema-violations.js';
import type { PropertyDescription, SiteSchema } from '../../segments/site-schema.js';
import type { ApiContext } from '../context.js';
import { seenSchema, seenSchemaQuery } from '../schemas/index.js';
import { problems, security } from './description.js';

/** Properties looked at; a site that sends more has names made of data, such as ids. */
const mostPaths = 10_000;

/** What came in beside what the site says of it. */
export const seenSchemaRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { previews, schemas, warehouse } = context;

  app.get(
    '/v1/schema/seen',
    {
      config: viewer,
      schema: {
        tags: ['Vocabulary'],
        summary: 'Traits, or properties of an event, as they came in, and where that differs from their descriptions',
        description:
          'Of an event its first 100,000 occurrences are examined; values outside a described list are counted among the 100 most frequent.',
        security,
        querystring: seenSchemaQuery,
        response: { 200: seenSchema, ...problems },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { of, limit } = request.query;
      const event = of.startsWith('event:') ? of.slice('event:'.length) : null;
      const prefix = event === null ? `${of}.` : 'properties.';
      await previews.settle();
      const { examined, shapes } = await warehouse.analytics.shapes(site, of, mostPaths);
      const described = descriptionsOf(schemas.of(site), of, event);
      // Those described are always told of, however rare.
      const shown = shapes.filter(({ path }, index) => index < limit || described.has(path));
      const seen = new Set(shapes.map(({ path }) => path));
      const awaited = [...described.keys()].filter((path) => !seen.has(path));
      const rows: readonly (readonly [string, PropertyShape | null])[] = [
        ...shown.map((shape) => [shape.path, shape] as const),
        ...awaited.map((path) => [path, null] as const),
      ];
      const items = [];
      for (const [path, shape] of rows) {
        const said = described.get(path) ?? null;
        items.push({
          property: prefix + path,
          path,
          count: shape?.count ?? 0,
          types: typesOf(shape),
          declared: said,
          violations: await violationsOf(warehouse, site, prefix + path, event, said, shape),
        });
      }
      return { examined, items, more: shapes.length > shown.length };
    },
  );
};

function descriptionsOf(
  { traits, events }: SiteSchema,
  of: string,
  event: string | null,
): ReadonlyMap<string, PropertyDescription> {
  if (event !== null) return new Map(Object.entries(events.get(event)?.properties ?? {}));
  const prefix = `${of}.`;
  return new Map(
    [...traits].flatMap(([property, said]) =>
      property.startsWith(prefix) ? [[property.slice(prefix.length), said]] : [],
    ),
  );
}

function typesOf(shape: PropertyShape | null) {
  if (shape === null) return [];
  const counted = [
    { type: 'text', count: shape.texts - shape.dates },
    { type: 'date', count: shape.dates },
    { type: 'number', count: shape.numbers },
    { type: 'boolean', count: shape.booleans },
    { type: 'textList', count: shape.textLists },
    { type: 'numberList', count: shape.numberLists },
    { type: 'booleanList', count: shape.booleanLists },
  ] as const;
  return counted.filter(({ count }) => count > 0);
}
