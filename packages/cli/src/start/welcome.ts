import { demoSite } from '@kindred/example-bank';
import type { RunningServer } from '@kindred/server';

/** What the person who started it needs to know: where things are and how to get in. */
export async function welcome(
  server: RunningServer,
  about: { readonly password: string | null; readonly dataDir: string; readonly demo: boolean },
): Promise<string> {
  const { definitions } = server.store;
  const [user] = await definitions.users.list();
  const own = (await definitions.sites.list()).find((site) => site.slug !== demoSite.slug);
  const keys = own === undefined ? [] : await definitions.keys.list(own.id);
  const writeKey = keys.find((key) => key.type === 'write')?.publishable ?? null;
  const lines = [
    '',
    'Kindred is running.',
    '',
    `  Studio      ${server.url}/studio/`,
    ...(about.demo ? [`  Demo bank   ${server.url}/demo/`] : []),
    `  API         ${server.url}/docs`,
    '',
    `  Sign in     ${user?.email ?? ''}`,
    `  Password    ${about.password ?? 'the one that you set'}`,
    ...(writeKey === null ? [] : ['', `  Your own site "${own?.name}" takes events with the write key ${writeKey}`]),
    `  Data        ${about.dataDir}`,
    '',
    'Ctrl-C stops it; nothing is lost.',
  ];
  return lines.join('\n');
}
