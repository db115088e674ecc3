import { statfs } from 'node:fs/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { editor, open, siteOf, viewer } from '../../auth/access.js';
import { EngineStoppedError } from '../../engine/errors.js';
import { ConflictError, NotFoundError } from '../../http/errors.js';
import { SegmentNotFoundError } from '../../segments/errors.js';
import type { ApiContext } from '../context.js';
import { presentJob } from '../job-views.js';
import { health, job, jobs, mended, problem, status, toInstant, verification, verifyInput } from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Operations'];

/** How the server is doing, long pieces of work, and the proof that live membership is right. */
export const operationRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { clock, dataDir, definitions, directory, engine, warehouse, version } = context;
  const startedAt = clock();

  /** Profiles by id; accounts by theirs, or by number where the engine knows no such account. */
  const named = (site: number, segment: string, members: readonly number[]): string[] => {
    if (directory.get(site, segment)?.subject !== 'account') return members.map(String);
    const ids = engine.accountIds(site, members);
    return members.map((member) => ids.get(member) ?? `#${member}`);
  };

  const wantedSegments = (
    site: number,
    input: z.output<typeof verifyInput> | undefined,
  ): readonly string[] | undefined => {
    const wanted = input?.segments;
    if (wanted?.some((id) => directory.get(site, id) === undefined)) throw new SegmentNotFoundError();
    return wanted;
  };

  app.get(
    '/healthz',
    {
      config: open,
      logLevel: 'warn',
      schema: { tags, summary: 'Is the server up?', security: [], response: { 200: health, 503: problem } },
    },
    async () => {
      if (!engine.healthy) throw new EngineStoppedError();
      return { status: 'ok' as const };
    },
  );

  app.get(
    '/v1/status',
    {
      config: viewer,
      schema: { tags, summary: 'How the server is doing', security, response: { 200: status, ...problems } },
    },
    async () => {
      const { nextDue, ...statistics } = engine.statistics();
      const room = await statfs(dataDir);
      return {
        version,
        uptimeSeconds: Math.round((clock() - startedAt) / 1_000),
        engine: {
          ready: engine.ready,
          healthy: engine.healthy,
          ...statistics,
          nextDue: nextDue === null ? null : toInstant(nextDue),
        },
        warehouse: await warehouse.status(),
        memoryBytes: process.memoryUsage().rss,
        disk: { freeBytes: room.bavail * room.bsize, totalBytes: room.blocks * room.bsize },
      };
    },
  );

  app.get(
    '/v1/jobs',
    {
      config: viewer,
      schema: { tags, summary: 'Long pieces of work, newest first', security, response: { 200: jobs, ...problems } },
    },
    async (request) => ({
      items: (await definitions.jobs.list(siteOf(request).id, 100)).map((one) => presentJob(directory, one)),
    }),
  );

  app.get(
    '/v1/jobs/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'One of them',
        security,
        params: z.object({ id: z.string().max(100) }),
        response: { 200: job, ...problemsOfOne },
      },
    },
    async (request) => {
      const found = await definitions.jobs.get(siteOf(request).id, request.params.id);
      if (found === null) throw new NotFoundError('There is no such job.', 'unknown_job');
      return presentJob(directory, found);
    },
  );

  app.post(
    '/v1/jobs/:id/cancel',
    {
      config: editor,
      schema: {
        tags,
        summary: 'End the count of a past',
        description:
          'The segments keep their last good members, and say that their count was cancelled until they are recomputed or changed. A job of another kind, or one that is done, is refused.',
        security,
        params: z.object({ id: z.string().max(100) }),
        response: { 202: job, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const found = await definitions.jobs.get(site, request.params.id);
      if (found === null) throw new NotFoundError('There is no such job.', 'unknown_job');
      if (!(await engine.cancelCount(site, found.id))) {
        throw new ConflictError('not_cancellable', 'Only a count of the past that is under way can be cancelled.');
      }
      return reply.code(202).send(presentJob(directory, found));
    },
  );

  app.post(
    '/v1/verify',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Compare membership with SQL',
        description:
          'Each at one position and instant, for every segment or those named; tells every difference. A batch segment is compared as of its last run.',
        security,
        body: verifyInput.optional(),
        response: { 200: verification, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const wanted = wantedSegments(site, request.body);
      const results = await engine.verify(site, wanted);
      return {
        items: results.map(({ segment, members, missing, extra, approximate, asOf }) => ({
          segment: directory.reference(site, segment),
          members,
          missing: named(site, segment, missing),
          extra: named(site, segment, extra),
          approximate: approximate.map(String),
          asOf: toInstant(asOf),
        })),
        differences: results.reduce((sum, { missing, extra }) => sum + missing.length + extra.length, 0),
      };
    },
  );

  app.post(
    '/v1/verify/mend',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Compare live membership with SQL, and mend what differs',
        description:
          'Whoever differs is counted anew from their events, and batch segments that differ are run; enters and exits that come of it have the cause `mend`.',
        security,
        body: verifyInput.optional(),
        response: { 200: mended, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { found, left } = await engine.mend(site, wantedSegments(site, request.body));
      const differing = (results: typeof found, segment?: string): number =>
        results
          .filter((result) => segment === undefined || result.segment === segment)
          .reduce((sum, { missing, extra }) => sum + missing.length + extra.length, 0);
      return {
        mended: Math.max(0, differing(found) - differing(left)),
        left: differing(left),
        items: found
          .filter(({ segment }) => differing(found, segment) + differing(left, segment) > 0)
          .map(({ segment }) => ({
            segment: directory.reference(site, segment),
            mended: Math.max(0, differing(found, segment) - differing(left, segment)),
            left: differing(left, segment),
          })),
      };
    },
  );
};
