import type { EventPlace } from '@kindred/warehouse';
import { z } from 'zod';
import type { Core } from '../core.js';
import type { SiteState } from '../site-state.js';
import type { PastReading } from './past-reading.js';
import type { Rebuild } from './rebuild.js';

export const erasedEvent = z.object({
  messageId: z.string(),
  /** Where it stood when its erasure was asked for: a second attempt may find it gone already. */
  places: z.array(z.object({ identity: z.number(), name: z.string(), time: z.number() })).readonly(),
});

/** Takes an event out of the warehouse, then out of what was made of it. May be done again after a crash. */
export async function eraseEvent(
  core: Core,
  past: PastReading,
  rebuild: Rebuild,
  state: SiteState,
  { messageId, places }: z.output<typeof erasedEvent>,
): Promise<{ readonly events: number }> {
  const site = state.site.id;
  await past.settle();
  const standing = await core.warehouse.find(site, messageId);
  await core.warehouse.erasure.event(site, messageId, standing);
  const all: readonly EventPlace[] = [...places, ...standing];
  const rows = await core.store.identitiesById([...new Set(all.map(({ identity }) => identity))]);
  const times = new Set(all.map(({ time }) => time));
  const profiles = new Set(rows.map((row) => row.profile));
  for (const profile of profiles) {
    const identities = await core.store.identitiesOf(profile);
    const seen = await core.warehouse.seen(
      site,
      identities.map(({ id }) => id),
    );
    await rebuild.of(state, [profile], 'erasure', (erased) => {
      // Whoever became part of another meanwhile was seen when that one was: it is gone through in its turn.
      profiles.add(erased.id);
      if (seen === null || erased.id !== profile) return;
      if (times.has(erased.firstSeen)) erased.firstSeen = seen.first;
      if (times.has(erased.lastSeen)) erased.lastSeen = seen.last;
    });
  }
  return { events: standing.length };
}
