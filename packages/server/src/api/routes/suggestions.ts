import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { callerOf, siteOf, viewer } from '../../auth/access.js';
import type { ApiContext } from '../context.js';
import { answerLanguage } from '../language.js';
import {
  languageQuery,
  problem,
  suggestionProgress,
  suggestionProgressQuery,
  suggestions,
  suggestionsInput,
  toInstant,
} from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Suggestions'];

/** Groups of people that differ most from everyone in an outcome. */
export const suggestionRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, suggestionRuns } = context;

  app.post(
    '/v1/suggestions',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Groups of people that differ most from everyone in an outcome',
        description:
          'Exact counts of everyone, searched over traits and behaviour; of a segment as outcome, people like its members. `group.size` is what a preview of `criteria` counts.',
        security,
        querystring: languageQuery,
        body: suggestionsInput,
        response: { 200: suggestions, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const { run, outcome, minimumSize, conditions, ...rest } = request.body;
      const language = answerLanguage(request, reply);
      const found = await suggestionRuns.suggest(
        site,
        {
          ...rest,
          outcome: 'event' in outcome ? outcome : { segment: context.segments.require(site.id, outcome.segment) },
          minimumSize: minimumSize ?? null,
          conditions: conditions === 1 || conditions === 2 ? conditions : 3,
        },
        run === undefined ? null : ownerOf(request, run),
        (end) => {
          // A client that has gone waits for no answer.
          reply.raw.on('close', () => {
            if (!reply.raw.writableFinished) end();
          });
        },
      );
      const { groups, together, asOf, ...told } = found;
      const sentence = (criteria: Parameters<typeof directory.sentence>[1]) =>
        directory.sentence(site.id, criteria, language);
      return {
        ...told,
        asOf: toInstant(asOf),
        sentence: sentence(told.outcome),
        itself: [...told.itself],
        leftOut: [...told.leftOut],
        items: groups.map(({ parts, ...group }) => ({
          ...group,
          sentence: sentence(group.criteria),
          parts: parts.map((part) => ({ about: part.about, sentence: sentence(part.criteria) })),
        })),
        together: together === null ? null : { ...together, sentence: sentence(together.criteria) },
      };
    },
  );

  app.get(
    '/v1/suggestions/progress',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How far a search of one’s own is',
        security,
        querystring: suggestionProgressQuery,
        response: { 200: suggestionProgress, ...problems },
      },
    },
    async (request) => suggestionRuns.progress(ownerOf(request, request.query.run)),
  );
};

/** Nobody sees or ends the search of somebody else. */
function ownerOf(request: Parameters<typeof callerOf>[0], run: string): string {
  const { site, via, name } = callerOf(request);
  return `${site.id} ${via} ${name} ${run}`;
}
