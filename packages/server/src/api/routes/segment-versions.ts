import { type SentenceOptions, sentence } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { changesOf } from '../../segments/versions.js';
import type { ApiContext } from '../context.js';
import { answerLanguage } from '../language.js';
import { languageQuery, pageQuery, segmentVersionPage, toInstant } from '../schemas/index.js';
import { memberIds } from '../segment-views.js';
import { problemsOfOne, security } from './description.js';

const params = z.object({ id: z.string().max(100) });

/** Who changed what of a segment, and when. */
export const segmentVersionRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { definitions, directory, engine, segments } = context;

  app.get(
    '/v1/segments/:id/versions',
    {
      config: viewer,
      schema: {
        tags: ['Segments'],
        summary: 'Its versions, newest first: who changed what, and when',
        security,
        params,
        querystring: pageQuery.extend(languageQuery.shape),
        response: { 200: segmentVersionPage, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { id, subject } = segments.require(site, request.params.id);
      const wording = directory.wording(site, answerLanguage(request, reply), subject);
      const { limit, cursor } = request.query;
      const before = fromCursor(z.number().int(), cursor) ?? null;
      // One more, which the last of the page is compared with.
      const found = await definitions.segments.versions(site, id, before, limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((version, index) => present(version, predecessor(found, index), wording)),
        next: found.length <= limit || last === undefined ? null : toCursor(last.version),
      };
    },
  );

  function present(version: SegmentDefinition, before: SegmentDefinition | null | undefined, wording: SentenceOptions) {
    const { key, name, description, criteria, includeGuests, active, notes = null } = version;
    const changes = before === undefined ? [] : changesOf(before, version, wording);
    return {
      version: version.version,
      at: toInstant(version.updatedAt),
      by: version.updatedBy,
      changes: changes.map((change) => ({ ...change, details: [...change.details] })),
      definition: {
        key,
        name: { ...name },
        description: { ...description },
        criteria,
        includeGuests,
        includes: memberIds(engine, version, version.includes),
        excludes: memberIds(engine, version, version.excludes),
        public: version.public,
        active,
        schedule: version.schedule ?? null,
        notes: notes === null ? null : { ...notes },
        roles: [...(version.roles ?? [])],
      },
      sentence: sentence(criteria, wording),
    };
  }
};

/** The version before; null of the first, undefined where it is from before versions were kept. */
function predecessor(versions: readonly SegmentDefinition[], index: number): SegmentDefinition | null | undefined {
  return versions[index + 1] ?? (versions[index]?.version === 1 ? null : undefined);
}
