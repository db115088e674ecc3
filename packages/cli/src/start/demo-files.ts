import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoSite, renderConfig, siteDirectory } from '@kindred/example-bank';
import type { RunningServer } from '@kindred/server';

export interface DemoKeys {
  readonly writeKey: string;
  readonly decideKey: string;
}

/** The publishable keys of the demo site; null where this data directory has no demo. */
export async function demoKeys(server: RunningServer): Promise<DemoKeys | null> {
  const { definitions } = server.store;
  const site = (await definitions.sites.list()).find((one) => one.slug === demoSite.slug);
  if (site === undefined) return null;
  const keys = await definitions.keys.list(site.id);
  const publishable = (type: 'write' | 'decide') => keys.find((key) => key.type === type)?.publishable ?? null;
  const [writeKey, decideKey] = [publishable('write'), publishable('decide')];
  return writeKey === null || decideKey === null ? null : { writeKey, decideKey };
}

/** Where the bank's pages are served from: the built ones, with this installation's keys beside them. */
export function demoDirectory(dataDir: string): string {
  return join(dataDir, 'demo-site');
}

export function writeDemoFiles(dataDir: string, keys: DemoKeys): void {
  const directory = demoDirectory(dataDir);
  mkdirSync(directory, { recursive: true });
  if (existsSync(siteDirectory)) cpSync(siteDirectory, directory, { recursive: true });
  writeFileSync(join(directory, 'config.js'), renderConfig(keys));
}
