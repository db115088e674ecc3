import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openSqliteStore, type SqliteStore } from '@kindred/store';
import { openWarehouse, type Warehouse } from '@kindred/warehouse';
import type { FastifyInstance } from 'fastify';
import type { ApiContext } from './api/context.js';
import { nameOf } from './api/names.js';
import { StreamHub } from './api/stream/hub.js';
import { type FirstStart, type FirstStartEnv, firstStart } from './auth/first-start.js';
import { KeyRegistry } from './auth/keys.js';
import { Revocations } from './auth/revocations.js';
import { StudioSessions } from './auth/sessions.js';
import { SiteRegistry } from './auth/sites.js';
import { StudioUsers } from './auth/users.js';
import { statePath } from './data-directory.js';
import type { LocationHeaders } from './decide/index.js';
import type { Engine } from './engine/contract.js';
import { createEngine } from './engine/engine.js';
import { ExportFiles } from './exports/files.js';
import { ExportService } from './exports/service.js';
import { SegmentHistory } from './history/service.js';
import { buildApp } from './http/app.js';
import { defaultLimits, type RequestLimits } from './http/limits.js';
import { createLog, type LogOptions } from './http/logging.js';
import type { StaticFiles } from './http/static-files.js';
import { failInterrupted } from './import/files/interrupted.js';
import { KeptFiles } from './import/files/kept-files.js';
import { FileRuns } from './import/files/runs.js';
import type { IngestLimits } from './ingest/limits.js';
import { ChangeFeed } from './outputs/change-feed.js';
import { keepShort } from './retention.js';
import { SegmentDirectory } from './segments/directory.js';
import { Previews } from './segments/previews.js';
import { SegmentService } from './segments/service.js';
import { SiteSchemas } from './segments/site-schema.js';
import { SuggestionRuns } from './segments/suggestions/runs.js';
import { Vocabularies } from './segments/vocabularies.js';
import { type WebhookOptions, WebhookService } from './webhooks/service.js';

export interface ServerOptions {
  /** Holds everything; belongs to one process at a time. */
  readonly dataDir: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Epoch milliseconds. Default: the system's. */
  readonly clock?: () => number;
  /** Keys and password of a first start; later starts leave what there is. */
  readonly env: FirstStartEnv;
  readonly static?: StaticFiles;
  /** Headers in which a trusted proxy tells where a visitor is, such as `cf-ipcountry`. */
  readonly locationHeaders?: LocationHeaders;
  /** Proxies whose X-Forwarded-* headers are believed. */
  readonly trustProxy?: boolean | string;
  readonly log?: LogOptions;
  readonly limits?: Partial<RequestLimits>;
  readonly ingestLimits?: Partial<IngestLimits>;
  readonly webhooks?: WebhookOptions;
  /** Ends the process at a named point; for tests of crashes. */
  readonly failpoint?: (name: string) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly engine: Engine;
  readonly store: SqliteStore;
  readonly warehouse: Warehouse;
  readonly exports: ExportService;
  /** What this start made because the data directory was new; null on later starts. */
  readonly firstStart: FirstStart | null;
  /** Takes no more requests, finishes those under way, and closes everything with nothing lost. */
  close(): Promise<void>;
}

/** Opens the stores, the engine and the HTTP server over a data directory. What was opened is closed again on failure. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, clock = Date.now } = options;
  const log = createLog(options.log);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const store = await openSqliteStore({
      path: statePath(dataDir),
      clock,
      onFailure: (err) => log.fatal({ err }, 'the state store has failed; nothing is accepted any more'),
    });
    undo.push(() => store.close());
    const { definitions, state } = store;
    const sites = await SiteRegistry.load(definitions);
    const onTouchFailure = (err: unknown) => log.error({ err }, 'the last use of a key was not noted');
    const revocations = new Revocations();
    const keys = await KeyRegistry.load(definitions, clock, revocations, onTouchFailure);
    const sessions = new StudioSessions(definitions, clock, revocations);
    const users = new StudioUsers(definitions, clock, revocations);
    const first = await firstStart({ definitions, sites, keys, users, clock }, options.env);

    const warehouse = await openWarehouse({
      path: join(dataDir, 'warehouse'),
      onLog: (line) => log.info({ line }, 'warehouse'),
    });
    undo.push(() => warehouse.close());
    const engine = await createEngine({
      log: store.log,
      state,
      definitions,
      warehouse,
      clock,
      onError: (err, doing) => log.error({ err }, doing),
      ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
    });
    undo.push(() => engine.close());

    const importFiles = new KeptFiles(join(dataDir, 'imports'), clock);
    const stopForgetting = keepShort(store, warehouse, importFiles, clock, (err) =>
      log.error({ err }, 'forgetting old records'),
    );
    undo.push(async () => stopForgetting());

    const schemas = await SiteSchemas.load(definitions);
    const directory = await SegmentDirectory.load(definitions, schemas, (site, kind, id) =>
      nameOf(engine.group(site, kind, id)?.traits ?? {}),
    );
    const webhooks = await WebhookService.start(
      { definitions, state, engine, sites, directory, clock, onError: (err) => log.error({ err }, 'webhooks') },
      options.webhooks,
    );
    undo.push(() => webhooks.stop());
    await failInterrupted(definitions, clock());
    const importRuns = new FileRuns(
      importFiles,
      { engine, jobs: definitions.jobs, imports: definitions.imports, clock },
      (err, doing) => log.error({ err }, doing),
    );
    undo.push(() => importRuns.stop());
    const previews = new Previews({ engine, state, warehouse, directory, clock });
    const suggestionRuns = new SuggestionRuns({ warehouse, previews, directory });
    const history = new SegmentHistory({ engine, warehouse, directory, previews });
    const exportFiles = new ExportFiles(join(dataDir, 'exports'));
    const exports = await ExportService.start({
      definitions,
      warehouse,
      history,
      directory,
      sites,
      files: exportFiles,
      clock,
      onError: (err) => log.error({ err }, 'exporting members'),
    });
    undo.push(() => exports.stop());
    const context: ApiContext = {
      dataDir,
      clock,
      definitions,
      state,
      engine,
      warehouse,
      keys,
      sessions,
      users,
      sites,
      directory,
      segments: await SegmentService.start({ definitions, engine, directory, sites, clock }),
      changeFeed: new ChangeFeed(engine, state),
      history,
      exports,
      exportFiles,
      previews,
      suggestionRuns,
      vocabularies: new Vocabularies(definitions.settings),
      schemas,
      webhooks,
      streams: new StreamHub({ engine, state, directory, revocations, clock }, (err) =>
        log.error({ err }, 'streaming'),
      ),
      importFiles,
      importRuns,
      version: versionOf(),
    };
    const app = await buildApp({
      context,
      log,
      limits: { ...defaultLimits, ...options.limits },
      static: options.static ?? {},
      ...(options.ingestLimits === undefined ? {} : { ingestLimits: options.ingestLimits }),
      ...(options.locationHeaders === undefined ? {} : { locationHeaders: options.locationHeaders }),
      ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
    });
    undo.push(() => app.close());
    await app.listen({ host: options.host, port: options.port });
    const port = portOf(app);
    let closing: Promise<void> | undefined;
    return {
      url: `http://${hostOf(options.host)}:${port}`,
      port,
      engine,
      store,
      warehouse,
      exports,
      firstStart: first,
      close: () => {
        closing ??= unwind(undo);
        return closing;
      },
    };
  } catch (error) {
    await unwind(undo).catch((err: unknown) => log.error({ err }, 'closing after a failed start'));
    throw error;
  }
}

/** Closes in the opposite order of opening; a failure does not keep the rest open. */
async function unwind(undo: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let close = undo.pop(); close !== undefined; close = undo.pop()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function portOf(app: FastifyInstance): number {
  const address: AddressInfo | string | null = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The address to call: one that listens everywhere is reached on this machine too. */
function hostOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function versionOf(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  return typeof version === 'string' ? version : '0.0.0';
}
