import type { Correction } from '@kindred/store';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { admin, callerOf, editor, siteOf, viewer } from '../../auth/access.js';
import { NothingToCorrectError } from '../../engine/errors.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { ConflictError, NotFoundError } from '../../http/errors.js';
import { note } from '../audit.js';
import type { ApiContext } from '../context.js';
import {
  correctionPage,
  correction as correctionSchema,
  empty,
  eraseEventParams,
  erasePersonQuery,
  pageQuery,
  partInput,
  problem,
  profileParams,
  suppressedId,
  suppressions,
  toInstant,
} from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';
import { requireProfile } from './profiles.js';

const tags = ['Corrections'];
const place = z.object({ requestedAt: z.number(), id: z.string() });
/** What a finished correction came to. */
const outcome = z.object({
  events: z.number().optional(),
  people: z.number().optional(),
  identities: z.number().optional(),
  user: z.number().optional(),
  parted: z.number().optional(),
});

const waits =
  'Answers 200 once everything is as if it had never been, memberships included; 202 where that takes longer: it is carried out all the same, also over a restart.';

/** Putting the past right: erasing events and people, parting what was wrongly joined. */
export const correctionRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { definitions, engine } = context;

  app.delete(
    '/v1/events/:messageId',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Erase an event',
        description: `${waits} What an identify or group call set stays; set it to null to remove it.`,
        security,
        params: eraseEventParams,
        response: { 200: correctionSchema, 202: correctionSchema, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const { messageId } = request.params;
      const erased = await answer(reply, engine.eraseEvent(siteOf(request).id, messageId, callerOf(request).name));
      await note(context, request, 'eventErased', null);
      return erased;
    },
  );

  app.delete(
    '/v1/profiles/:id',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Erase a person',
        description: `Profile, ids, traits, events, and the history of memberships. Only a digest of each id is kept, by which what comes later is refused. ${waits}`,
        security,
        params: profileParams,
        querystring: erasePersonQuery,
        response: { 200: correctionSchema, 202: correctionSchema, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { id } = await requireProfile(engine, site, Number(request.params.id));
      const { suppress } = request.query;
      const erased = await answer(reply, engine.erasePerson(site, id, suppress, callerOf(request).name));
      await note(context, request, suppress ? 'erasedAndRefused' : 'erased', null);
      return erased;
    },
  );

  app.post(
    '/v1/profiles/:id/part',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Take an anonymous id out of a profile that it was wrongly joined to',
        description: `Each keeps the events that came under its ids, and what these set. An event with both ids joins them again. ${waits}`,
        security,
        params: profileParams,
        body: partInput,
        response: { 200: correctionSchema, 202: correctionSchema, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { id } = await requireProfile(engine, site, Number(request.params.id));
      const parted = await answer(reply, engine.part(site, id, request.body.anonymousId, callerOf(request).name));
      await note(context, request, 'idParted', id);
      return parted;
    },
  );

  app.get(
    '/v1/corrections',
    {
      config: admin,
      schema: {
        tags,
        summary: 'What was erased, parted and undone, when and by whom; newest first',
        description: 'Nothing in it tells whom or what it was about.',
        security,
        querystring: pageQuery,
        response: { 200: correctionPage, ...problems },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const before = fromCursor(place, cursor) ?? null;
      const rows = await definitions.corrections.list(siteOf(request).id, before, limit);
      const last = rows.at(-1);
      return {
        items: rows.map(present),
        next:
          rows.length < limit || last === undefined ? null : toCursor({ requestedAt: last.requestedAt, id: last.id }),
      };
    },
  );

  app.get(
    '/v1/suppressions',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How much is refused because its people were erased',
        security,
        response: { 200: suppressions, ...problems },
      },
    },
    async (request) => engine.suppressed(siteOf(request).id),
  );

  app.delete(
    '/v1/suppressions',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Let an id of somebody erased be taken in again',
        security,
        querystring: suppressedId,
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const { userId, anonymousId } = request.query;
      const kind = userId === undefined ? 'anonymous' : 'user';
      if (!(await engine.unsuppress(siteOf(request).id, kind, userId ?? anonymousId ?? ''))) {
        throw new NotFoundError('Nothing is refused under this id.', 'not_suppressed');
      }
      await note(context, request, 'idAdmitted', null);
      return reply.code(204).send(null);
    },
  );
};

async function answer(reply: FastifyReply, asked: Promise<Correction>): Promise<z.output<typeof correctionSchema>> {
  try {
    const correction = await asked;
    reply.code(correction.state === 'done' ? 200 : 202);
    return present(correction);
  } catch (error) {
    if (!(error instanceof NothingToCorrectError)) throw error;
    throw error.code === 'sole_identity'
      ? new ConflictError(error.code, error.message)
      : new NotFoundError(error.message, error.code);
  }
}

function present({
  id,
  kind,
  state,
  requestedBy,
  requestedAt,
  finishedAt,
  result,
}: Correction): z.output<typeof correctionSchema> {
  const { events, people, identities, user, parted } = result === null ? {} : outcome.parse(JSON.parse(result));
  return {
    id,
    kind,
    state,
    requestedBy,
    requestedAt: toInstant(requestedAt),
    finishedAt: finishedAt === null ? null : toInstant(finishedAt),
    ...(events === undefined ? {} : { events }),
    ...(people === undefined ? {} : { people }),
    ...(identities === undefined ? {} : { identities }),
    ...(user === undefined ? {} : { user: String(user) }),
    ...(parted === undefined ? {} : { parted: String(parted) }),
  };
}
