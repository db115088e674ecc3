import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { importFileRoutes, importUndoRoutes } from '../../import/index.js';
import type { ApiContext } from '../context.js';
import { auditRoutes } from './audit.js';
import { correctionRoutes } from './corrections.js';
import { criteriaRoutes } from './criteria.js';
import { eventRoutes } from './events.js';
import { exportRoutes } from './exports.js';
import { groupPeopleRoutes } from './group-people.js';
import { groupReadRoutes } from './group-reads.js';
import { groupRoutes } from './groups.js';
import { historyRoutes } from './history.js';
import { keyRoutes } from './keys.js';
import { membershipChangeRoutes } from './membership-changes.js';
import { operationRoutes } from './operations.js';
import { previewRoutes } from './preview.js';
import { profileEditRoutes } from './profile-edits.js';
import { profileHistoryRoutes } from './profile-history.js';
import { profileRoutes } from './profiles.js';
import { seenSchemaRoutes } from './seen-schema.js';
import { segmentInsightRoutes } from './segment-insight.js';
import { segmentMemberRoutes } from './segment-members.js';
import { segmentPeopleRoutes } from './segment-people.js';
import { segmentVersionRoutes } from './segment-versions.js';
import { segmentRoutes } from './segments.js';
import { type SignInLimit, sessionRoutes } from './sessions.js';
import { siteSchemaRoutes } from './site-schema.js';
import { siteVocabularyRoutes } from './site-vocabularies.js';
import { siteRoutes } from './sites.js';
import { suggestionRoutes } from './suggestions.js';
import { thenAndNowRoutes } from './then-and-now.js';
import { userRoutes } from './users.js';
import { vocabularyRoutes } from './vocabulary.js';
import { webhookRoutes } from './webhooks.js';

/** Every route for people and programs, as opposed to ingestion, decisions and imports. */
export const apiRoutes: FastifyPluginAsyncZod<{ context: ApiContext } & SignInLimit> = async (app, options) => {
  for (const routes of [
    segmentRoutes,
    criteriaRoutes,
    segmentMemberRoutes,
    segmentPeopleRoutes,
    segmentVersionRoutes,
    segmentInsightRoutes,
    historyRoutes,
    membershipChangeRoutes,
    exportRoutes,
    previewRoutes,
    thenAndNowRoutes,
    suggestionRoutes,
    profileRoutes,
    profileHistoryRoutes,
    profileEditRoutes,
    groupReadRoutes,
    groupPeopleRoutes,
    groupRoutes,
    vocabularyRoutes,
    siteVocabularyRoutes,
    siteSchemaRoutes,
    seenSchemaRoutes,
    eventRoutes,
    webhookRoutes,
    siteRoutes,
    userRoutes,
    keyRoutes,
    correctionRoutes,
    auditRoutes,
    operationRoutes,
    importFileRoutes,
    importUndoRoutes,
  ]) {
    await app.register(routes, { context: options.context });
  }
  await app.register(sessionRoutes, options);
};
