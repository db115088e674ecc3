import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { refuseRequestTime } from '../../history/service.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { InvalidRequestError } from '../../http/errors.js';
import type { ChangeFeed } from '../../outputs/change-feed.js';
import type { ApiContext } from '../context.js';
import { presentChanges } from '../profile-views.js';
import { problem } from '../schemas/base.js';
import { membershipChanges, membershipChangesQuery } from '../schemas/index.js';
import { problems, security } from './description.js';

const place = z.object({ place: z.number().int().min(0) });

/** The place that `after` names. */
export async function placeOf(feed: ChangeFeed, after: string): Promise<number> {
  if (after === 'start') return feed.start();
  if (after === 'now') return feed.now();
  return fromCursor(place, after, 'after')?.place ?? feed.start();
}

export function cursorOf(position: number): string {
  return toCursor({ place: position });
}

/** Ends waiting when the client has gone. */
export function whileConnected(reply: { readonly raw: NodeJS.EventEmitter }): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

/** Enters and exits of a whole site, for those who pull them. */
export const membershipChangeRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { changeFeed, directory, engine } = context;

  app.get(
    '/v1/membership-changes',
    {
      config: viewer,
      schema: {
        tags: ['Segments'],
        summary: 'Who entered and exited which segment, in the order of recording',
        description:
          'Goes on from a cursor: none is left out, none comes twice, whatever happens to the server in between. Kept for 90 days; a cursor older than that is refused (410).',
        security,
        querystring: membershipChangesQuery,
        response: { 200: membershipChanges, ...problems, 409: problem, 410: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { after, limit, wait, segments } = request.query;
      const wanted = segments === undefined ? null : segments.split(',').map((id) => id.trim());
      wanted?.forEach((id, index) => {
        const segment = directory.get(site, id);
        const path = `segments[${index}]`;
        if (segment === undefined) {
          const fault = {
            path,
            code: 'unknown_segment',
            message: `There is no segment “${id}”`,
            expected: 'the id of a segment',
          };
          throw new InvalidRequestError('These are not all segments.', [fault], 'invalid_segments');
        }
        refuseRequestTime(segment, path);
      });
      const from = await placeOf(changeFeed, after);
      const page = await changeFeed.read(site, wanted, from, limit, wait * 1_000, whileConnected(reply));
      return {
        items: await presentChanges(engine, site, page.changes, (segment) => directory.reference(site, segment)),
        next: cursorOf(page.place),
        more: page.more,
      };
    },
  );
};
