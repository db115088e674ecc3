import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { flattenWithRemovals, PropertyLimitError } from '@kindred/criteria';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { admin, callerOf, editor, siteOf } from '../../auth/access.js';
import type { AcceptedEvent, ProfileView } from '../../engine/contract.js';
import { usableId } from '../../engine/identities.js';
import { ConflictError, InvalidRequestError } from '../../http/errors.js';
import { blockedIdMessage } from '../../ingest/index.js';
import { note } from '../audit.js';
import type { ApiContext } from '../context.js';
import { exportOf, requireSettled } from '../profile-export.js';
import { presentProfile } from '../profile-views.js';
import {
  joinInput,
  profileParams as params,
  problem,
  profileChange,
  profile as profileSchema,
} from '../schemas/index.js';
import { byHand } from '../trait-sources.js';
import { problemsOfOne, security } from './description.js';
import { requireProfile } from './profiles.js';

const tags = ['Profiles'];

/**
 * What people change of a visitor by hand. Each is an identify event like any other: in the log before it is answered,
 * live at once, and shown among what happened to the visitor, with who did it.
 */
export const profileEditRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { clock, engine } = context;

  const identify = async (
    request: FastifyRequest,
    profile: ProfileView,
    change: Pick<AcceptedEvent, 'traits'> & { readonly anonymousId?: string },
  ) => {
    const site = siteOf(request).id;
    const now = clock();
    const { anonymousId, ...more } = change;
    const changedTraits = Object.keys(change.traits ?? {});
    await note(context, request, anonymousId === undefined ? 'traitsChanged' : 'idJoined', profile.id, changedTraits);
    await engine.accept(site, now, [
      {
        type: 'identify',
        messageId: `${byHand}${randomUUID()}`,
        name: '',
        userId: profile.userId,
        anonymousId: anonymousId ?? (profile.userId === null ? (profile.anonymousIds[0] ?? null) : null),
        time: now,
        properties: {},
        context: { changedBy: callerOf(request).name, ...(changedTraits.length === 0 ? {} : { changedTraits }) },
        // Nobody came because of it.
        firstSeen: profile.firstSeen,
        ...more,
      },
    ]);
    return presentProfile(context, site, await requireProfile(engine, site, profile.id));
  };

  app.patch(
    '/v1/profiles/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Set or remove traits of a visitor',
        security,
        params,
        body: profileChange,
        response: { 200: profileSchema, ...problemsOfOne },
      },
    },
    async (request) => {
      const profile = await requireProfile(engine, siteOf(request).id, Number(request.params.id));
      return identify(request, profile, { traits: traitsOf(request.body.traits) });
    },
  );

  app.post(
    '/v1/profiles/:id/join',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Join an anonymous id to a known user',
        description:
          'As an event with both ids would: the history of the anonymous id becomes the user’s, unless another user claimed it before. `part` undoes it.',
        security,
        params,
        body: joinInput,
        response: { 200: profileSchema, ...problemsOfOne, 409: problem },
      },
    },
    async (request) => {
      const profile = await requireProfile(engine, siteOf(request).id, Number(request.params.id));
      const { anonymousId } = request.body;
      if (profile.userId === null) {
        throw new ConflictError(
          'not_known',
          'Only to a known user can an anonymous id be joined: two guests stay two.',
        );
      }
      if (usableId(anonymousId) === null) {
        const message = blockedIdMessage(anonymousId, 'anonymousId');
        throw new InvalidRequestError(message, [{ path: 'anonymousId', code: 'blocked_id', message }], 'blocked_id');
      }
      return identify(request, profile, { anonymousId });
    },
  );

  app.get(
    '/v1/profiles/:id/export',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Everything kept of a visitor, as one JSON document',
        description: 'Profile, enters and exits, and events, newest first; for whoever asks what is known of them.',
        security,
        params,
        response: { 200: z.unknown().describe('profile, changes, events'), ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const profile = await requireProfile(engine, site, Number(request.params.id));
      await requireSettled(engine);
      await note(context, request, 'exported', profile.id);
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="profile-${profile.id}.json"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(exportOf(context, site, profile)));
    },
  );
};

/** @throws InvalidRequestError */
function traitsOf(traits: Readonly<Record<string, unknown>>): NonNullable<AcceptedEvent['traits']> {
  try {
    const flat = flattenWithRemovals(traits);
    if (Object.keys(flat).length > 0) return flat;
  } catch (error) {
    if (!(error instanceof PropertyLimitError)) throw error;
    const fault = { path: `traits.${error.path}`, code: error.code, message: error.message };
    throw new InvalidRequestError(`${error.message}.`, [fault], error.code);
  }
  const fault = { path: 'traits', code: 'no_traits', message: 'No trait is left of these', expected: 'values or null' };
  throw new InvalidRequestError('There is no trait to set.', [fault], 'no_traits');
}
