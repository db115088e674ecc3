import { type SentenceOptions, sentence } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerOf, editor, siteOf, viewer } from '../../auth/access.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { etagOf, expectedVersion } from '../../http/versions.js';
import { requireMayChange } from '../../segments/editors.js';
import { SegmentVersionNotFoundError } from '../../segments/errors.js';
import { changesOf } from '../../segments/versions.js';
import type { ApiContext } from '../context.js';
import { answerLanguage } from '../language.js';
import { languageQuery, pageQuery, problem, segment, segmentVersionPage, toInstant } from '../schemas/index.js';
import { memberIds, presentSegment } from '../segment-views.js';
import { problemsOfOne, security } from './description.js';

const params = z.object({ id: z.string().max(100) });
const versionParams = params.extend({ version: z.coerce.number().int().min(1) });

/** Who changed what of a segment, and when; any version can be had back. */
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

  app.post(
    '/v1/segments/:id/versions/:version/restore',
    {
      config: editor,
      schema: {
        tags: ['Segments'],
        summary: 'Make it what it was',
        description:
          'Writes a new version that is as an earlier one was, and says so; who may change the segment stays as it is. Needs `If-Match` with the ETag of the present version, or `*` for any.',
        security,
        params: versionParams,
        querystring: languageQuery,
        response: { 200: segment, ...problemsOfOne, 409: problem, 412: problem, 428: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const { id, version } = request.params;
      requireMayChange(callerOf(request), segments.require(site.id, id));
      const expected = expectedVersion(request);
      const [earlier] = await definitions.segments.versions(site.id, id, version + 1, 1);
      if (earlier?.version !== version) throw new SegmentVersionNotFoundError(version);
      const { name } = callerOf(request);
      const restored = await segments.update(site, id, definitionOf(earlier), expected, name, version);
      reply.header('etag', etagOf(restored));
      return presentSegment(directory, engine, restored, answerLanguage(request, reply));
    },
  );

  function present(version: SegmentDefinition, before: SegmentDefinition | null | undefined, wording: SentenceOptions) {
    const changes = before === undefined ? [] : changesOf(before, version, wording);
    return {
      version: version.version,
      at: toInstant(version.updatedAt),
      by: version.updatedBy,
      restored: version.restored ?? null,
      changes: changes.map((change) => ({ ...change, details: [...change.details] })),
      definition: definitionOf(version),
      sentence: sentence(version.criteria, wording),
    };
  }

  /** A version in the form of a change; who may change the segment is no part of it. */
  function definitionOf(version: SegmentDefinition) {
    const { key, name, description, criteria, includeGuests, active, notes = null } = version;
    return {
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
    };
  }
};

/** The version before; null of the first, undefined where it is from before versions were kept. */
function predecessor(versions: readonly SegmentDefinition[], index: number): SegmentDefinition | null | undefined {
  return versions[index + 1] ?? (versions[index]?.version === 1 ? null : undefined);
}
