import type { Definitions, SegmentDefinition } from '@kindred/store';
import type { SiteRegistry } from '../auth/sites.js';
import type { SegmentDirectory } from './directory.js';
import { inheritedDefinition, isInherited, saysTheSame, withReferences } from './inherited.js';
import { inheritedId } from './inherited-id.js';

interface SharingParts {
  readonly definitions: Pick<Definitions, 'segments'>;
  readonly directory: SegmentDirectory;
  readonly sites: SiteRegistry;
  readonly clock: () => number;
}

/** How the segments of a site are written, once somebody has its turn. */
export interface SegmentWriter {
  create(segment: SegmentDefinition): Promise<void>;
  write(before: SegmentDefinition, changed: SegmentDefinition): Promise<unknown>;
  remove(segment: SegmentDefinition): Promise<void>;
}

/** Sites that a change of a site's segments reaches, itself among them: of the global site all. */
export function reachOf(sites: SiteRegistry, site: number): readonly number[] {
  return sites.global()?.id === site ? sites.list().map(({ id }) => id) : [site];
}

/**
 * Brings one segment of the global site, and what it refers to, to all others. A segment that was never active stays a
 * draft that other sites do not see, unless one that is there refers to it; what is there follows whatever becomes of it.
 */
export async function share(parts: SharingParts, writer: SegmentWriter, segment: SegmentDefinition): Promise<void> {
  if (parts.sites.global()?.id !== segment.site || isInherited(segment)) return;
  for (const { id: site } of parts.sites.list()) {
    if (site === segment.site) continue;
    if (!segment.active && !parts.directory.has(site, inheritedId(segment.id, site))) continue;
    await bring(parts, writer, site, segment.site, [segment.id]);
  }
}

/** Makes what a site has of the global one what it is to be, whatever was there before. */
export async function settleSite(parts: SharingParts, writer: SegmentWriter, site: number): Promise<void> {
  const { directory, sites } = parts;
  const global = sites.global()?.id ?? null;
  const present = directory.list(site).filter(isInherited);
  const stale = present.filter(
    ({ inheritedFrom }) => global === null || global === site || !directory.has(global, inheritedFrom ?? ''),
  );
  // What refers goes before what it refers to.
  for (const segment of withReferences(
    directory,
    site,
    stale.map(({ id }) => id),
  ).toReversed()) {
    if (stale.includes(segment)) await writer.remove(segment);
  }
  if (global === null || global === site) return;
  const wanted = directory
    .list(global)
    .filter((one) => !isInherited(one) && (one.active || directory.has(site, inheritedId(one.id, site))))
    .map(({ id }) => id);
  await bring(parts, writer, site, global, wanted);
}

async function bring(
  { definitions, directory, clock }: SharingParts,
  writer: SegmentWriter,
  site: number,
  global: number,
  ids: readonly string[],
): Promise<void> {
  for (const segment of withReferences(directory, global, ids)) {
    const before = directory.get(site, inheritedId(segment.id, site));
    // By another key it goes only where its own was taken, or is new: few are asked of the store.
    const [earlier] =
      before === undefined || before.key === segment.key
        ? []
        : await definitions.segments.versions(global, segment.id, segment.version, 1);
    const wanted = inheritedDefinition(directory, segment, site, before, earlier?.key ?? null, clock());
    if (before === undefined) await writer.create(wanted);
    else if (!saysTheSame(before, wanted)) await writer.write(before, wanted);
  }
}
