import type { Language } from '@kindred/criteria/properties';
import type { SegmentDefinition } from '@kindred/store';
import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { admin, callerOf, editor, maySee, siteOf, viewer } from '../../auth/access.js';
import { InvalidRequestError, toApiError } from '../../http/errors.js';
import { etagOf, expectedVersion } from '../../http/versions.js';
import { isObject } from '../../ingest/json.js';
import { checkCriteria } from '../../segments/definition.js';
import { checkEditors, possibleEditors, requireMayChange } from '../../segments/editors.js';
import type { SegmentService } from '../../segments/service.js';
import type { ApiContext } from '../context.js';
import { answerLanguage, type InLanguage } from '../language.js';
import {
  criteriaCheck,
  criteriaCheckInput,
  empty,
  languageQuery,
  listOf,
  possibleEditor,
  problem,
  segment,
  segmentInput,
  segmentPage,
  segmentQuery,
  segmentUpdate,
  segmentUses,
} from '../schemas/index.js';
import { presentSegment, type SegmentView, segmentPageOf } from '../segment-views.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Segments'];
const params = z.object({ id: z.string().max(100) });

/** Definitions of segments. */
export const segmentRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, engine, segments } = context;
  const seenBy = (request: FastifyRequest) => {
    const caller = callerOf(request);
    return (id: number) => {
      const site = context.sites.byId(id);
      return site !== undefined && maySee(caller, site);
    };
  };
  const presented = (request: InLanguage, reply: FastifyReply, definition: SegmentDefinition): SegmentView => {
    reply.header('etag', etagOf(definition));
    return presentSegment(directory, engine, definition, answerLanguage(request, reply));
  };

  app.get(
    '/v1/segments',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Segments',
        security,
        querystring: segmentQuery,
        response: { 200: segmentPage, ...problems },
      },
    },
    async (request, reply) =>
      segmentPageOf(directory, engine, siteOf(request).id, request.query, answerLanguage(request, reply)),
  );

  app.post(
    '/v1/segments',
    {
      config: editor,
      attachValidation: true,
      preHandler: wholeDefinition(segments),
      schema: {
        tags,
        summary: 'Make a segment',
        description: 'A wrong definition is refused with every fault, its path and what would be right.',
        security,
        querystring: languageQuery,
        body: segmentInput,
        response: { 201: segment, ...problems, 409: problem },
      },
    },
    async (request, reply) => {
      await checkEditors(context, callerOf(request), request.body.editors, null);
      const created = await segments.create(siteOf(request), request.body, callerOf(request).name);
      reply.code(201).header('location', `/v1/segments/${created.id}`);
      return presented(request, reply, created);
    },
  );

  app.get(
    '/v1/segments/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'A segment',
        security,
        params,
        querystring: languageQuery,
        response: { 200: segment, ...problemsOfOne },
      },
    },
    async (request, reply) => presented(request, reply, segments.require(siteOf(request).id, request.params.id)),
  );

  app.put(
    '/v1/segments/:id',
    {
      config: editor,
      attachValidation: true,
      preHandler: wholeDefinition(segments),
      schema: {
        tags,
        summary: 'Change a segment',
        description:
          'Needs `If-Match` with the ETag of the version that was changed, or `*` for any. What was read can be sent back: members that are read-only are ignored, unknown ones refused.',
        security,
        params,
        querystring: languageQuery,
        body: segmentUpdate,
        response: { 200: segment, ...problemsOfOne, 409: problem, 412: problem, 428: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const before = segments.require(site.id, request.params.id);
      requireMayChange(callerOf(request), before);
      const version = expectedVersion(request);
      await checkEditors(context, callerOf(request), request.body.editors, before.editors ?? null);
      const updated = await segments.update(site, request.params.id, request.body, version, callerOf(request).name);
      return presented(request, reply, updated);
    },
  );

  app.delete(
    '/v1/segments/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Delete a segment',
        description:
          'Refused while others refer to it; the answer lists them, of other sites such as the caller may see and the number of the rest. With `If-Match`, only the version of that ETag is deleted.',
        security,
        params,
        response: { 204: empty, ...problemsOfOne, 409: problem, 412: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      requireMayChange(callerOf(request), segments.require(site.id, request.params.id));
      const version = request.headers['if-match'] === undefined ? null : expectedVersion(request);
      await segments.delete(site, request.params.id, version, seenBy(request));
      return reply.code(204).send(null);
    },
  );

  for (const [action, summary] of [
    ['activate', 'Put a segment into force; it counts the past'],
    ['deactivate', 'Put a segment out of force'],
    ['recompute', 'Count the past anew; run a batch segment now'],
    ['cancel', 'End the count or the run that waits or is under way; its members stay'],
  ] as const) {
    app.post(
      `/v1/segments/:id/${action}`,
      {
        config: editor,
        schema: {
          tags,
          summary,
          security,
          params,
          querystring: languageQuery,
          response: { 200: segment, ...problemsOfOne, 409: problem },
        },
      },
      async (request, reply) => {
        const site = siteOf(request);
        const { id } = request.params;
        requireMayChange(callerOf(request), segments.require(site.id, id));
        const changed =
          action === 'recompute' || action === 'cancel'
            ? await segments[action](site, id)
            : await segments.setActive(site, id, action === 'activate', callerOf(request).name);
        return presented(request, reply, changed);
      },
    );
  }

  app.get(
    '/v1/segments/:id/dependents',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Segments that refer to it',
        security,
        params,
        response: { 200: segmentUses, ...problemsOfOne },
      },
    },
    async (request) => {
      const { here, elsewhere, hidden } = segments.uses(siteOf(request).id, request.params.id, seenBy(request));
      return {
        items: here.map(({ site, id }) => directory.reference(site, id)),
        elsewhere: elsewhere.map(({ site, segment: { site: number, id } }) => ({
          ...directory.reference(number, id),
          site,
        })),
        hidden,
      };
    },
  );

  app.get(
    '/v1/segment-editors',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Who can be named as who may change a segment',
        description: 'Users and API keys with the role editor at this site; administrators may in any case.',
        security,
        response: { 200: listOf(possibleEditor), ...problems },
      },
    },
    async (request) => ({ items: await possibleEditors(context, siteOf(request)) }),
  );

  app.post(
    '/v1/criteria/check',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Check criteria and say them in words',
        security,
        querystring: languageQuery,
        body: criteriaCheckInput,
        response: { 200: criteriaCheck, ...problems },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const language = answerLanguage(request, reply);
      const { subject = 'person' } = request.body;
      const checked = checkCriteria(directory, site, request.body.criteria, request.body.id ?? null, subject);
      if (!checked.ok) {
        return {
          valid: false,
          errors: checked.faults.map((fault) => ({ ...fault })),
          sentence: null,
          kind: null,
          includeGuestsDefault: true,
          guestNote: null,
        };
      }
      const { criteria, kind, includeGuestsDefault } = checked;
      return {
        valid: true,
        errors: [],
        sentence: directory.sentence(site, criteria, language, subject),
        kind,
        includeGuestsDefault,
        guestNote: includeGuestsDefault ? null : guestNotes[language],
      };
    },
  );
};

/** Why guests are left out. */
const guestNotes: Readonly<Record<Language, string>> = {
  en: 'Guests can never match: a condition holds of known users only, so the segment leaves guests out.',
  es: 'Los invitados no pueden cumplirlo nunca: una condición solo se cumple en usuarios conocidos, así que el segmento los deja fuera.',
  de: 'Auf Gäste kann das nie zutreffen: Eine Bedingung gilt nur für bekannte Nutzer, also lässt das Segment Gäste aus.',
};

/** Refuses a definition with all its faults: Fastify alone would tell of those of its form only. */
function wholeDefinition(segments: SegmentService): preHandlerAsyncHookHandler {
  return async (request) => {
    const { validationError, body } = request;
    if (validationError === undefined) return;
    const refusal = toApiError(validationError);
    if (validationError.validationContext !== 'body' || !isObject(body)) throw refusal;
    const { shape } = segmentInput;
    const faults = await segments.faultsOf(siteOf(request), params.safeParse(request.params).data?.id ?? null, {
      key: shape.key.safeParse(body.key).data,
      subject: body.subject === 'account' ? 'account' : 'person',
      criteria: body.criteria,
      includeGuests: shape.includeGuests.safeParse(body.includeGuests).data,
      includes: shape.includes.safeParse(body.includes).data,
      excludes: shape.excludes.safeParse(body.excludes).data,
      schedule: shape.schedule.safeParse(body.schedule).data,
      roles: shape.roles.safeParse(body.roles).data,
    });
    const told = new Set(refusal.errors.map(({ path }) => path));
    const others = faults.filter(({ path }) => !told.has(path));
    throw new InvalidRequestError(refusal.detail, [...refusal.errors, ...others], refusal.code);
  };
}
