import { flattenWithRemovals } from '@kindred/criteria';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { editor, siteOf } from '../../auth/access.js';
import { usableGroupId, usableId } from '../../engine/identities.js';
import { InvalidRequestError, NotFoundError } from '../../http/errors.js';
import { blockedIdMessage } from '../../ingest/index.js';
import type { ApiContext } from '../context.js';
import { presentGroup } from '../group-views.js';
import { empty, group, groupInput, groupMemberParams, groupParams } from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Groups'];

/** Refuses ids that stand for nobody; what has one from earlier can still be read and taken away. */
function refuseBlocked(ids: Readonly<Record<string, string | null | undefined>>): void {
  const faults = Object.entries(ids).flatMap(([path, id]) => {
    if (id === null || id === undefined || (path === 'userId' ? usableId(id) : usableGroupId(id)) !== null) return [];
    return [{ path, code: 'blocked_id', message: blockedIdMessage(id, path), expected: 'the id of one alone' }];
  });
  if (faults.length > 0) throw new InvalidRequestError(faults[0]?.message ?? '', faults, 'blocked_id');
}

/** Making and changing accounts, organizations, user groups, teams and roles. */
export const groupRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context: { engine } }) => {
  app.put(
    '/v1/groups/:kind/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Make or change a group',
        description: 'Traits are merged in; null removes one. What is absent stays.',
        security,
        params: groupParams,
        body: groupInput,
        response: { 200: group, ...problems },
      },
    },
    async (request) => {
      const { kind, id } = request.params;
      const { traits, parent } = request.body;
      const site = siteOf(request).id;
      refuseBlocked({ id, parent });
      if (parent === id) {
        throw new InvalidRequestError('A group cannot be its own parent.', [
          {
            path: 'parent',
            code: 'own_parent',
            message: 'This is the group itself',
            expected: 'another group, or null',
          },
        ]);
      }
      if (typeof parent === 'string' && engine.group(site, kind, parent)?.ancestorIds.includes(id) === true) {
        throw new InvalidRequestError('A group cannot be below itself.', [
          {
            path: 'parent',
            code: 'parent_below',
            message: `“${parent}” is below this group already`,
            expected: 'a group that is not below this one, or null',
          },
        ]);
      }
      await engine.putGroup(site, kind, id, {
        ...(traits === undefined ? {} : { traits: flattenWithRemovals(traits) }),
        ...(parent === undefined ? {} : { parent }),
      });
      const found = engine.group(site, kind, id);
      return presentGroup(kind, { id, ...(found ?? { traits: {}, parent: null }) });
    },
  );

  app.delete(
    '/v1/groups/:kind/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Delete a group',
        security,
        params: groupParams,
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const { kind, id } = request.params;
      const site = siteOf(request).id;
      if (engine.group(site, kind, id) === null) throw new NotFoundError('There is no such group.', 'unknown_group');
      await engine.deleteGroup(site, kind, id);
      return reply.code(204).send(null);
    },
  );

  for (const [method, member, summary] of [
    ['PUT', true, 'Put a user into a group'],
    ['DELETE', false, 'Take a user out of a group'],
  ] as const) {
    app.route({
      method,
      url: '/v1/groups/:kind/:id/members/:userId',
      config: editor,
      schema: { tags, summary, security, params: groupMemberParams, response: { 204: empty, ...problemsOfOne } },
      handler: async (request, reply) => {
        const { kind, id, userId } = request.params;
        if (member) refuseBlocked({ id, userId });
        await engine.setGroupMember(siteOf(request).id, kind, id, userId, member);
        return reply.code(204).send(null);
      },
    });
  }
};
