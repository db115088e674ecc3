import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import { createAudit } from './audit.js';
import { createCorrections, createSuppressions } from './corrections.js';
import { createDeliveries } from './deliveries.js';
import { createExports } from './exports.js';
import { createImports } from './imports.js';
import { createJobs } from './jobs.js';
import { createKeys } from './keys.js';
import { createLeaves } from './leaves.js';
import { createRejected } from './rejected.js';
import { createSegments } from './segments.js';
import { createSettings } from './settings.js';
import { createSites } from './sites.js';
import type { Tables } from './tables.js';
import { createSessions, createUsers } from './users.js';
import { createWebhooks } from './webhooks.js';

/** Definitions over any dialect of the query builder; no query here speaks of one engine. */
export function createDefinitions(db: Kysely<Tables>): Definitions {
  return {
    sites: createSites(db),
    keys: createKeys(db),
    users: createUsers(db),
    sessions: createSessions(db),
    segments: createSegments(db),
    leaves: createLeaves(db),
    webhooks: createWebhooks(db),
    deliveries: createDeliveries(db),
    exports: createExports(db),
    rejected: createRejected(db),
    jobs: createJobs(db),
    imports: createImports(db),
    corrections: createCorrections(db),
    suppressions: createSuppressions(db),
    audit: createAudit(db),
    settings: createSettings(db),
  };
}
