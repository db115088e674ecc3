import type { FastifyRequest } from 'fastify';
import { type FastifyPluginAsyncZod, serializerCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { security } from '../api/routes/description.js';
import { importQuery, importResult } from '../api/schemas/imports.js';
import { callerOf, editor, siteOf } from '../auth/access.js';
import type { EventsImported } from '../engine/contract.js';
import { ApiError, errorHandler, problemSchema } from '../http/errors.js';
import { validatorCompiler } from '../http/validation.js';
import { bytesOf } from './bytes.js';
import type { ImportDependencies } from './dependencies.js';
import { eventReader } from './events.js';
import { requireNoUndo, startJob } from './import-job.js';
import { personLine, readPerson } from './people.js';
import { chunksOf, newTally, setDuplicates, type Tally } from './rows.js';

const problems = { 400: problemSchema, 401: problemSchema, 403: problemSchema, 409: problemSchema, 415: problemSchema };
const contentTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/octet-stream'];
/**
 * `POST /v1/import/people` and `/v1/import/events`: NDJSON of any length, read as fast as the engine takes it, one row a
 * line. Good rows are imported, bad ones are counted and the first hundred told with their line. `?dryRun=true` only
 * checks. Under the job's id an import can be undone. The answer comes when everything is in the warehouse; the recount of segments that follows is a job of its own.
 */
export const importRoutes: FastifyPluginAsyncZod<ImportDependencies> = async (app, dependencies) => {
  const { engine, clock } = dependencies;
  app.setValidatorCompiler<z.ZodType>((route) =>
    route.httpPart === 'body' ? (data: unknown) => ({ value: data }) : validatorCompiler(route),
  );
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(contentTypes, (_request, payload, done) => done(null, payload));

  type Feed<T> = (
    site: number,
    rows: AsyncIterable<readonly T[]>,
    job: (done: number) => void,
    number: number | undefined,
  ) => Promise<EventsImported | null>;

  async function run<T>(
    request: FastifyRequest,
    kind: 'people' | 'events',
    dryRun: boolean,
    read: (value: unknown, text: string) => T,
    feed: Feed<T>,
  ) {
    const site = siteOf(request).id;
    const tally = newTally();
    const rows = chunksOf(bytesOf(request), read, tally);
    if (dryRun) {
      for await (const _ of rows);
      return answerOf(null, tally, true);
    }
    await requireNoUndo(dependencies, site);
    const origin = { kind, site, by: callerOf(request).name, name: null, dryRun };
    const job = await startJob(origin, dependencies, (err) =>
      request.log.error({ reqId: request.id, err }, 'job not written down'),
    );
    try {
      const imported = await feed(site, rows, job.progress, job.number);
      if (imported !== null) setDuplicates(tally, imported.duplicates);
    } catch (error) {
      await job.failed(
        error instanceof ApiError ? error.detail : 'The import stopped; the server’s log says why.',
        tally,
      );
      throw error;
    }
    await job.done(tally.read - tally.rejected, tally);
    return answerOf(job.id, tally, false);
  }

  const route = (summary: string, line: z.ZodType) => ({
    config: editor,
    schema: {
      tags: ['Import'],
      summary,
      security,
      consumes: contentTypes,
      querystring: importQuery,
      body: line.describe('One such object a line (NDJSON), gzip, deflate or br allowed'),
      response: { 200: importResult, ...problems },
    },
  });

  app.post('/v1/import/people', route('Import people', personLine), async (request) =>
    run(request, 'people', request.query.dryRun, readPerson, async (site, rows, job, number) => {
      await engine.importPeople(site, rows, job, number);
      return null;
    }),
  );

  app.post('/v1/import/events', route('Import what people did', eventLine), async (request) =>
    run(request, 'events', request.query.dryRun, eventReader(clock()), (site, rows, job, number) =>
      engine.importEvents(site, rows, job, number),
    ),
  );
};

const eventLine = z.looseObject({
  type: z.enum(['track', 'page', 'screen', 'identify', 'group', 'alias']),
  timestamp: z.iso.datetime({ offset: true }),
  messageId: z.string().max(100).optional(),
  userId: z.string().nullish(),
  anonymousId: z.string().nullish(),
});

function answerOf(job: string | null, tally: Tally, dryRun: boolean) {
  return { job, ...tally, dryRun };
}
