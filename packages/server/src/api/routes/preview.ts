import type { Site } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerOf, siteOf, viewer } from '../../auth/access.js';
import { fromCursor } from '../../http/cursor.js';
import { NotFoundError } from '../../http/errors.js';
import { explainAccount } from '../../segments/account-explanations.js';
import { NobodyToExplainError, NothingToCompareError } from '../../segments/errors.js';
import { explainAudience } from '../../segments/explanations.js';
import { type AskedAudience, audienceOf, savedSegment } from '../asked-audience.js';
import type { ApiContext } from '../context.js';
import { presentExplanation } from '../explanation-views.js';
import { answerLanguage } from '../language.js';
import { presentFound, totals, withTotal } from '../preview-views.js';
import {
  languageQuery,
  preview,
  previewExplain,
  previewExplainInput,
  previewInput,
  previewMembers,
  previewMembersInput,
  problem,
  toInstant,
} from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';
import { requireProfile } from './profiles.js';

const tags = ['Preview'];

/** Answers for criteria that nobody has saved yet. */
export const previewRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, engine, previews, clock } = context;

  const savedOf = (site: Site, body: AskedAudience) => savedSegment(context, site, body);

  app.post(
    '/v1/preview',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How many people, or accounts, match',
        description: 'Exact as of `asOf`; between `certain` and `possible` where it depends on the visit.',
        security,
        body: previewInput,
        response: { 200: preview, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const started = clock();
      const saved = savedOf(site, request.body);
      const audience = await audienceOf(context, site, request.body, saved);
      const { editor, nodes = false } = request.body;
      const caller = callerOf(request);
      const owner = editor === undefined ? null : `${site.id} ${caller.via} ${caller.name} ${editor}`;
      let tag: string | null = null;
      // A client that has gone waits for no answer.
      reply.raw.on('close', () => {
        if (tag !== null && !reply.raw.writableFinished) previews.cancel(tag).catch(() => {});
      });
      const counted = await previews.count(site, { audience, saved, nodes }, owner, (mine) => {
        tag = mine;
      });
      const { certain, possible, breakdown } = counted;
      return {
        ...(breakdown === null || !nodes ? {} : { nodes: breakdown.nodes.map((each) => ({ ...each })) }),
        ...(breakdown?.entering ? { entering: totals(breakdown.entering) } : {}),
        ...(breakdown?.leaving ? { leaving: totals(breakdown.leaving) } : {}),
        certain: withTotal(certain),
        possible: withTotal(possible),
        everyone: withTotal(counted.everyone),
        exact: certain.known === possible.known && certain.guests === possible.guests,
        asOf: toInstant(counted.asOf),
        complete: counted.complete,
        tookMs: clock() - started,
      };
    },
  );

  app.post(
    '/v1/preview/members',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Who matches, or may match, depending on the visit; who would enter or leave',
        security,
        body: previewMembersInput,
        response: { 200: previewMembers, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const { limit, cursor, who, against } = request.body;
      if (who !== 'matching' && against === undefined) throw new NothingToCompareError();
      const after = fromCursor(z.number().int(), cursor) ?? 0;
      const edited = savedOf(site, request.body);
      const audience = await audienceOf(context, site, request.body, edited);
      const saved = who === 'matching' ? null : edited;
      const which = who === 'matching' ? 'possible' : who;
      const ids = await previews.page(site, { audience, saved }, which, after, limit);
      return presentFound(engine, site, audience.subject, ids, limit);
    },
  );

  app.post(
    '/v1/preview/explain',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Why one person, or one account, matches or does not',
        security,
        querystring: languageQuery,
        body: previewExplainInput,
        response: { 200: previewExplain, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const audience = await audienceOf(context, site, request.body, savedOf(site, request.body));
      const wording = directory.wording(site.id, answerLanguage(request, reply), audience.subject);
      const { profile: person, account } = request.body;
      const wanted = audience.subject === 'account' ? account : person;
      if (wanted === undefined) throw new NobodyToExplainError(audience.subject ?? 'person');
      if (audience.subject === 'account') {
        const known = engine.account(site.id, wanted);
        if (known === null) throw new NotFoundError('There is no such account.', 'unknown_account');
        await previews.settle();
        const verdict = await explainAccount(context, site, known, audience, wording);
        return { matches: verdict.matches, by: verdict.by, explanation: presentExplanation(verdict.explanation) };
      }
      const profile = await requireProfile(engine, site.id, Number(wanted));
      await previews.settle();
      const verdict = await explainAudience(context, site, profile, audience, wording);
      const { matches, by, explanation, partial } = verdict;
      return { matches, by, explanation: presentExplanation(explanation), ...(partial ? { partial } : {}) };
    },
  );
};
