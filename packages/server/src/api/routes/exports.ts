import type { ExportPlan, ExportRun } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerOf, editor, siteOf, viewer } from '../../auth/access.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { ConflictError, NotFoundError } from '../../http/errors.js';
import { etagOf, expectedVersion } from '../../http/versions.js';
import { scheduleInput } from '../../schedule.js';
import type { SegmentDirectory } from '../../segments/directory.js';
import type { ApiContext } from '../context.js';
import { problem } from '../schemas/base.js';
import {
  empty,
  exportPlan,
  exportPlanInput,
  exportPlanUpdate,
  exportRequest,
  exportRun,
  exportRunPage,
  exportRunQuery,
  listOf,
  toInstant,
} from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Exports'];
const params = z.object({ id: z.string().max(100) });
const types = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

/** Members of segments as files: asked for once, or made again and again. */
export const exportRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { definitions, directory, exportFiles, exports, segments } = context;

  app.post(
    '/v1/segments/:id/exports',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Make a file of its members now',
        description: 'The members of one instant. The file is kept for 7 days.',
        security,
        params,
        body: exportRequest,
        response: { 202: exportRun, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { id } = segments.require(site, request.params.id);
      const run = await exports.request(site, { segment: id, ...request.body });
      return reply.code(202).send(presentRun(directory, run));
    },
  );

  app.get(
    '/v1/exports',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Exports that come again and again',
        security,
        response: { 200: listOf(exportPlan), ...problems },
      },
    },
    async (request) => ({
      items: (await definitions.exports.plans(siteOf(request).id)).map((plan) => presentPlan(directory, plan)),
    }),
  );

  app.post(
    '/v1/exports',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Have a file of a segment’s members made again and again',
        description: 'What came due while the server was down is made once at its next start.',
        security,
        body: exportPlanInput,
        response: { 201: exportPlan, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const plan = await exports.plan(siteOf(request), request.body, callerOf(request).name);
      reply.header('etag', etagOf(plan));
      return reply.code(201).send(presentPlan(directory, plan));
    },
  );

  app.get(
    '/v1/exports/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'An export that comes again and again',
        security,
        params,
        response: { 200: exportPlan, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const plan = await exports.requirePlan(siteOf(request).id, request.params.id);
      reply.header('etag', etagOf(plan));
      return presentPlan(directory, plan);
    },
  );

  app.put(
    '/v1/exports/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Change an export that comes again and again',
        description:
          'Needs `If-Match` with the ETag of the version that was changed, or `*` for any. Files that were made stay, as many as `keep` says.',
        security,
        params,
        body: exportPlanUpdate,
        response: { 200: exportPlan, ...problemsOfOne, 409: problem, 412: problem, 428: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      await exports.requirePlan(site.id, request.params.id);
      const plan = await exports.replan(site, request.params.id, request.body, expectedVersion(request));
      reply.header('etag', etagOf(plan));
      return presentPlan(directory, plan);
    },
  );

  app.delete(
    '/v1/exports/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Have it made no more; its files stay until they are deleted',
        security,
        params,
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      await exports.unplan(siteOf(request).id, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/exports/:id/runs',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Make one of its files now',
        description: 'Beside those that come by its schedule, and counted among the files that are kept.',
        security,
        params,
        response: { 202: exportRun, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const run = await exports.runNow(siteOf(request).id, request.params.id);
      return reply.code(202).send(presentRun(directory, run));
    },
  );

  app.get(
    '/v1/export-runs',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Files made and being made, newest first',
        security,
        querystring: exportRunQuery,
        response: { 200: exportRunPage, ...problems },
      },
    },
    async (request) => {
      const { cursor, limit, unplanned, export: plan } = request.query;
      const before = fromCursor(z.object({ createdAt: z.number(), id: z.string() }), cursor) ?? null;
      const of = plan === undefined ? (unplanned ? 'unplanned' : 'all') : { plan };
      const rows = await definitions.exports.runs(siteOf(request).id, of, before, limit);
      const last = rows.at(-1);
      return {
        items: rows.map((run) => presentRun(directory, run)),
        next: rows.length < limit || last === undefined ? null : toCursor({ createdAt: last.createdAt, id: last.id }),
      };
    },
  );

  app.get(
    '/v1/export-runs/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'One of them, with its progress',
        security,
        params,
        response: { 200: exportRun, ...problemsOfOne },
      },
    },
    async (request) => presentRun(directory, await exports.requireRun(siteOf(request).id, request.params.id)),
  );

  app.get(
    '/v1/export-runs/:id/file',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'The file',
        security,
        params,
        response: { 200: z.unknown().describe('CSV, NDJSON or Parquet'), ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const run = await exports.requireRun(siteOf(request).id, request.params.id);
      if (run.state !== 'done')
        throw new ConflictError('not_done', 'There is no file: the export has not come to its end.');
      if (!(await exportFiles.has(run)))
        throw new NotFoundError('The file is gone from the data directory.', 'file_gone');
      const { key } = directory.reference(run.site, run.segment);
      const day = toInstant(run.asOf ?? run.createdAt).slice(0, 10);
      return reply
        .header('content-type', types[run.format])
        .header('content-length', String(run.bytes))
        .header('content-disposition', `attachment; filename="${key.replace(/[^a-z0-9-]/gi, '')}-${day}.${run.format}"`)
        .header('cache-control', 'private, no-store')
        .send(exportFiles.read(run));
    },
  );

  app.delete(
    '/v1/export-runs/:id',
    {
      config: editor,
      schema: { tags, summary: 'Delete a file', security, params, response: { 204: empty, ...problemsOfOne } },
    },
    async (request, reply) => {
      await exports.forget(siteOf(request).id, request.params.id);
      return reply.code(204).send(null);
    },
  );
};

function presentPlan(directory: SegmentDirectory, plan: ExportPlan): z.output<typeof exportPlan> {
  const { id, site, segment, format, traits, schedule, keep, nextAt, version, createdAt, createdBy } = plan;
  return {
    id,
    segment: directory.reference(site, segment),
    format,
    traits,
    schedule: scheduleInput.parse(JSON.parse(schedule)),
    keep,
    nextAt: toInstant(nextAt),
    version,
    createdAt: toInstant(createdAt),
    createdBy,
  };
}

function presentRun(directory: SegmentDirectory, run: ExportRun): z.output<typeof exportRun> {
  const {
    id,
    export: plan,
    site,
    segment,
    format,
    state,
    done,
    total,
    asOf,
    bytes,
    error,
    errorCode,
    createdAt,
    finishedAt,
  } = run;
  return {
    id,
    export: plan,
    segment: directory.reference(site, segment),
    format,
    state,
    done,
    total,
    asOf: asOf === null ? null : toInstant(asOf),
    bytes,
    error,
    errorCode,
    createdAt: toInstant(createdAt),
    finishedAt: finishedAt === null ? null : toInstant(finishedAt),
  };
}
