import type { Definitions, StateStore } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import type { KeyRegistry } from '../auth/keys.js';
import type { StudioSessions } from '../auth/sessions.js';
import type { SiteRegistry } from '../auth/sites.js';
import type { StudioUsers } from '../auth/users.js';
import type { Engine } from '../engine/contract.js';
import type { ExportFiles } from '../exports/files.js';
import type { ExportService } from '../exports/service.js';
import type { SegmentHistory } from '../history/service.js';
import type { KeptFiles } from '../import/files/kept-files.js';
import type { FileRuns } from '../import/files/runs.js';
import type { ChangeFeed } from '../outputs/change-feed.js';
import type { SegmentDirectory } from '../segments/directory.js';
import type { Previews } from '../segments/previews.js';
import type { SegmentService } from '../segments/service.js';
import type { SiteSchemas } from '../segments/site-schema.js';
import type { SuggestionRuns } from '../segments/suggestions/runs.js';
import type { Vocabularies } from '../segments/vocabularies.js';
import type { WebhookService } from '../webhooks/service.js';
import type { StreamHub } from './stream/hub.js';

/** What the routes work with. */
export interface ApiContext {
  /** Holds everything that the server keeps. */
  readonly dataDir: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly definitions: Definitions;
  readonly state: StateStore;
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  readonly keys: KeyRegistry;
  readonly sessions: StudioSessions;
  readonly users: StudioUsers;
  readonly sites: SiteRegistry;
  readonly directory: SegmentDirectory;
  readonly segments: SegmentService;
  readonly changeFeed: ChangeFeed;
  readonly exports: ExportService;
  readonly exportFiles: ExportFiles;
  readonly history: SegmentHistory;
  readonly previews: Previews;
  readonly suggestionRuns: SuggestionRuns;
  readonly vocabularies: Vocabularies;
  readonly schemas: SiteSchemas;
  readonly webhooks: WebhookService;
  readonly streams: StreamHub;
  readonly importFiles: KeptFiles;
  readonly importRuns: FileRuns;
  readonly version: string;
}
