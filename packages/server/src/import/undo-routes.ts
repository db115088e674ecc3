import type { Import } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiContext } from '../api/context.js';
import { problems, problemsOfOne, security } from '../api/routes/description.js';
import { pageQuery, problem, toInstant } from '../api/schemas/index.js';
import { importDetail, importPage, storedImport } from '../api/schemas/undo.js';
import { callerOf, editor, siteOf, viewer } from '../auth/access.js';
import { NothingToCorrectError, UndoRefusedError } from '../engine/errors.js';
import { fromCursor, toCursor } from '../http/cursor.js';
import { ConflictError, NotFoundError } from '../http/errors.js';
import { retention } from '../retention.js';

const tags = ['Import'];
const params = z.object({ id: z.string().max(100) });
const place = z.object({ number: z.number() });

/** What was brought in, by whom and when, and taking it back. */
export const importUndoRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { engine, state, warehouse } = context;
  const { imports } = context.definitions;

  app.get(
    '/v1/imports',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'What was imported, when and by whom; newest first',
        security,
        querystring: pageQuery,
        response: { 200: importPage, ...problems },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const before = fromCursor(place, cursor)?.number ?? null;
      const rows = await imports.list(siteOf(request).id, before, limit);
      const last = rows.at(-1);
      const next = rows.length < limit || last === undefined ? null : toCursor({ number: last.number });
      return { items: rows.map(present), next };
    },
  );

  app.get(
    '/v1/imports/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'One of them, with what an undo would take back',
        security,
        params,
        response: { 200: importDetail, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const found = await imports.get(site, request.params.id);
      if (found === null) throw new NotFoundError('There is no such import.', 'unknown_import');
      if (!isUndoable(found)) return { ...present(found), effect: null };
      const noted = await state.countImportChanges(found.number);
      const brought = await warehouse.imported(site, found.number);
      const ids = Math.max(noted.identities, brought.identities);
      return { ...present(found), effect: { events: brought.events, ids, created: noted.created } };
    },
  );

  app.post(
    '/v1/imports/:id/undo',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Take an import back',
        description:
          'Erases its events; gives traits, groups and first sight back as they were where they are still what it set; takes out people of whom nothing else tells; counts segments anew. Ids that it joined stay joined, and groups that it named stay. Goes on by itself, also over a restart: `GET /v1/imports/{id}` tells how far it is.',
        security,
        params,
        response: { 202: storedImport, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      try {
        await engine.undoImport(site, request.params.id, callerOf(request).name);
      } catch (error) {
        if (error instanceof NothingToCorrectError) throw new NotFoundError(error.message, error.code);
        if (error instanceof UndoRefusedError) throw new ConflictError(error.code, error.message);
        throw error;
      }
      const begun = await imports.get(site, request.params.id);
      if (begun === null) throw new NotFoundError('There is no such import.', 'unknown_import');
      reply.code(202).header('location', `/v1/imports/${begun.id}`);
      return present(begun);
    },
  );
};

function isUndoable({ undoable, state }: Import): boolean {
  return undoable && (state === 'done' || state === 'failed');
}

function present(stored: Import): z.output<typeof storedImport> {
  const { id, kind, name, state, requestedBy, startedAt, finishedAt, accepted, rejected, duplicates } = stored;
  const { undoRequestedBy, undoRequestedAt, undoDone, undoTotal, undoneAt } = stored;
  return {
    id,
    kind,
    name,
    state,
    requestedBy,
    startedAt: toInstant(startedAt),
    finishedAt: finishedAt === null ? null : toInstant(finishedAt),
    accepted,
    rejected,
    duplicates,
    undoableUntil: isUndoable(stored) ? toInstant(startedAt + retention.importChanges) : null,
    undo:
      undoRequestedBy === null || undoRequestedAt === null
        ? null
        : {
            requestedBy: undoRequestedBy,
            requestedAt: toInstant(undoRequestedAt),
            done: undoDone,
            total: undoTotal,
            finishedAt: undoneAt === null ? null : toInstant(undoneAt),
            events: stored.erasedEvents,
            removed: stored.removedPeople,
            restored: stored.restoredPeople,
          },
  };
}
