import { canonicalForm, criteriaHash, sentence } from '@kindred/criteria';
import { analyze } from '@kindred/criteria/analysis';
import { diff } from '@kindred/criteria/diff';
import { criteriaSchema } from '@kindred/criteria/schema';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { open, siteOf, viewer } from '../../auth/access.js';
import { catalogueOf } from '../../segments/analysis.js';
import { requireCriteria } from '../../segments/definition.js';
import type { ApiContext } from '../context.js';
import { answerLanguage } from '../language.js';
import { languageQuery } from '../schemas/base.js';
import { criteriaAnalysis, criteriaCheckInput, criteriaDiff, criteriaDiffInput } from '../schemas/criteria.js';
import { problems, security } from './description.js';

/** The published schema never changes while the server runs. */
const schemaText = JSON.stringify(criteriaSchema);

/** Questions about criteria themselves, whoever satisfies them. */
export const criteriaRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, warehouse, previews, schemas, vocabularies } = context;

  app.get(
    '/v1/schemas/criteria.json',
    {
      config: open,
      schema: {
        tags: ['Criteria'],
        summary: 'The JSON Schema of criteria',
        security: [],
        response: { 200: z.unknown().describe('A JSON Schema, draft 2020-12') },
      },
    },
    async (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=3600')
        .type('application/schema+json; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(schemaText),
  );

  app.post(
    '/v1/criteria/analyze',
    {
      config: viewer,
      schema: {
        tags: ['Criteria'],
        summary: 'What is probably wrong with criteria',
        description:
          'Contradictions, conditions that can never matter, negatives that let nearly everyone in, what is costly and what nobody has, each with its path and in words. Wrong criteria are refused as on saving.',
        security,
        querystring: languageQuery,
        body: criteriaCheckInput,
        response: { 200: criteriaAnalysis, ...problems },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { subject = 'person' } = request.body;
      const wording = directory.wording(site, answerLanguage(request, reply), subject);
      const { criteria } = requireCriteria(directory, site, request.body.criteria, request.body.id ?? null, subject);
      await previews.settle();
      const catalogue = await catalogueOf(warehouse, site, {
        vocabularies: await vocabularies.of(site),
        schema: schemas.of(site),
      });
      const findings = analyze(criteria, { ...wording, catalogue });
      return {
        findings: findings.map((finding) => ({ ...finding })),
        hash: criteriaHash(criteria),
        canonical: canonicalForm(criteria),
        sentence: sentence(criteria, wording),
      };
    },
  );

  app.post(
    '/v1/criteria/diff',
    {
      config: viewer,
      schema: {
        tags: ['Criteria'],
        summary: 'What changed from one definition to another, in words',
        security,
        querystring: languageQuery,
        body: criteriaDiffInput,
        response: { 200: criteriaDiff, ...problems },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { subject = 'person' } = request.body;
      const wording = directory.wording(site, answerLanguage(request, reply), subject);
      const before = requireCriteria(directory, site, request.body.before, null, subject).criteria;
      const after = requireCriteria(directory, site, request.body.after, null, subject).criteria;
      return { changes: diff(before, after, wording).map((change) => ({ ...change })) };
    },
  );
};
