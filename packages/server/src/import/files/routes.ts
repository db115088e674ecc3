import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Imports } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiContext } from '../../api/context.js';
import { presentJob } from '../../api/job-views.js';
import { problems, problemsOfOne, security } from '../../api/routes/description.js';
import { keepQuery, keptFile, keptFiles, runInput } from '../../api/schemas/import-files.js';
import { empty, job, problem, toInstant } from '../../api/schemas/index.js';
import { callerOf, editor, siteOf } from '../../auth/access.js';
import { calendarOf } from '../../auth/sites.js';
import { InvalidRequestError, NotFoundError } from '../../http/errors.js';
import { bytesOf } from '../bytes.js';
import { type KeptFile, keptFor } from './kept-files.js';
import { unknownColumns } from './mapping.js';
import { rejectedFile } from './rejected.js';
import { suggestMapping } from './suggest.js';

const tags = ['Import'];
const params = z.object({ id: z.string().max(100) });

async function present(file: KeptFile, known: Imports): Promise<z.output<typeof keptFile>> {
  const { id, name, format, encoding, bytes, rows, rowsExact, columns, rejectedBy, keptAt } = file;
  return {
    id,
    name,
    format,
    encoding,
    bytes,
    rows,
    rowsExact,
    columns,
    mapping: file.mapping ?? rejectedBy ?? suggestMapping(columns, name, format),
    importedBy: await importOf(file, known),
    keptUntil: toInstant(keptAt + keptFor),
  };
}

/** The last import of a file that has not been taken back: with none, the file waits again. */
async function importOf({ site, imports }: KeptFile, known: Imports): Promise<string | null> {
  for (const id of imports.toReversed()) {
    const state = (await known.get(site, id))?.state;
    if (state !== 'undoing' && state !== 'undone') return id;
  }
  return null;
}

/** Sending a file: its body is anything, and goes to disk as it comes. */
export const sendFileRoute: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.post(
    '/v1/import/files',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Send a CSV, NDJSON or Parquet file to be imported',
        description:
          'The file is the body, gzip allowed. It is kept for a day. The answer tells its columns and suggests a mapping; nothing is imported yet.',
        security,
        consumes: ['application/octet-stream'],
        querystring: keepQuery,
        response: { 201: keptFile, ...problems, 413: problem },
      },
    },
    async (request, reply) => {
      const file = await context.importFiles.keep(siteOf(request).id, request.query.name, bytesOf(request));
      reply.code(201).header('location', `/v1/import/files/${file.id}`);
      return present(file, context.definitions.imports);
    },
  );
};

/** What is done with a file that was sent: look at it, check it, import it, see what was rejected. */
export const importFileRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { importFiles: files, importRuns: runs, directory } = context;
  const { imports } = context.definitions;

  app.get(
    '/v1/import/files',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Files that were sent in the last day, newest first',
        security,
        response: { 200: keptFiles, ...problems },
      },
    },
    async (request) => {
      const kept = await files.list(siteOf(request).id);
      return { items: await Promise.all(kept.map((file) => present(file, imports))) };
    },
  );

  app.get(
    '/v1/import/files/:id',
    {
      config: editor,
      schema: { tags, summary: 'One of them', security, params, response: { 200: keptFile, ...problemsOfOne } },
    },
    async (request) => present(await files.get(siteOf(request).id, request.params.id), imports),
  );

  app.delete(
    '/v1/import/files/:id',
    {
      config: editor,
      schema: { tags, summary: 'Throw a file away', security, params, response: { 204: empty, ...problemsOfOne } },
    },
    async (request, reply) => {
      await files.delete(siteOf(request).id, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/import/files/:id/run',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Import a file, or check it',
        description: 'Goes on as a job (`/v1/jobs/{id}`), which has the result in the end.',
        security,
        params,
        body: runInput,
        response: { 202: job, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const file = await files.get(site.id, request.params.id);
      const { mapping, dryRun } = request.body;
      const unknown = unknownColumns(mapping, file.columns);
      if (unknown.length > 0) {
        throw new InvalidRequestError(
          'The mapping names columns that the file does not have.',
          unknown.map(({ path, column }) => ({
            path: `mapping.${path}`,
            code: 'unknown_column',
            message: `There is no column “${column}”`,
            expected: `one of ${file.columns.map(({ name }) => name).join(', ')}`,
          })),
          'unknown_column',
        );
      }
      const started = await runs.start(file, mapping, calendarOf(site), { dryRun, by: callerOf(request).name });
      reply.code(202).header('location', `/v1/jobs/${started.id}`);
      return presentJob(directory, started);
    },
  );

  app.get(
    '/v1/import/files/:id/rejected',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Every row that the last check or import did not take, as CSV',
        description:
          'Each with the reason and all that it has, so that it can be mended and sent again. A cell that a spreadsheet would take for a formula has an apostrophe in front, which is taken off when the file is sent again.',
        security,
        params,
        produces: ['text/csv'],
        response: {
          200: z
            .unknown()
            .describe('CSV: row, code, column, message, then the columns of the file and what else was in the row'),
          ...problemsOfOne,
        },
      },
    },
    async (request, reply) => {
      const file = await files.get(siteOf(request).id, request.params.id);
      const path = files.pathOf(file, rejectedFile);
      await access(path).catch(() => {
        throw new NotFoundError('This file has been neither checked nor imported yet.', 'not_run');
      });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rejected.csv"')
        .send(createReadStream(path));
    },
  );
};
