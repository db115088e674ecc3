import type { VerifyAnswer } from '../answers.js';
import type { Surroundings } from '../commands/surroundings.js';
import { openDataDirectory } from './data-directory.js';

/** Opens the data directory itself, on a port nobody knows, and compares (and mends) the segments of every site. */
export async function verifyDataDirectory(
  directory: string,
  mending: boolean,
  surroundings: Surroundings,
): Promise<VerifyAnswer> {
  const server = await openDataDirectory(directory, surroundings.note);
  try {
    const items: VerifyAnswer['items'][number][] = [];
    for (const site of await server.store.definitions.sites.list()) {
      const segments = await server.store.definitions.segments.list(site.id);
      if (mending) {
        const { found, left } = await server.engine.mend(site.id);
        const before = differencesOf(found);
        if (before > 0) surroundings.note(`${site.slug}: ${before} differences found, ${differencesOf(left)} left.`);
      }
      for (const result of await server.engine.verify(site.id)) {
        const segment = segments.find((one) => one.id === result.segment);
        items.push({
          segment: { id: result.segment, key: `${site.slug}/${segment?.key ?? result.segment}` },
          members: result.members,
          missing: result.missing.map(String),
          extra: result.extra.map(String),
          approximate: result.approximate.map(String),
        });
      }
    }
    const differences = items.reduce((sum, item) => sum + item.missing.length + item.extra.length, 0);
    return { items, differences };
  } finally {
    await server.close();
  }
}

function differencesOf(
  results: readonly { readonly missing: readonly number[]; readonly extra: readonly number[] }[],
): number {
  return results.reduce((sum, { missing, extra }) => sum + missing.length + extra.length, 0);
}
