import { changesOf, changesTogether, factsOf, type Profile } from '@kindred/live';
import type { AcceptedEvent } from '../contract.js';
import type { Core } from '../core.js';
import { idsOfEvent } from '../identities.js';
import { firstSeenBy } from '../transitions.js';
import { encodeImportChange, type ImportedChange, untouched } from './imported-change.js';

interface Applied {
  readonly profile: Profile;
  readonly identity: number;
}

/**
 * Puts down what an import changes of what is known of people, so that it can be undone. To be used within one piece of
 * the applier's work: `write` makes it part of the flush that has the changes themselves.
 */
export class ImportRecord {
  private changes = new Map<number, ImportedChange>();

  constructor(
    private readonly core: Core,
    private readonly site: number,
    /** Of the import; null: it cannot be undone, and nothing is put down. */
    private readonly number: number | null,
  ) {}

  /** Applies an event of the import whose identities and profiles are loaded, and takes note of what that changed. */
  around<T extends Applied>(event: AcceptedEvent, apply: () => T | null): T | null {
    const { core, site } = this;
    if (this.number === null) return apply();
    const { user, anonymous } = idsOfEvent(event);
    const known = core.profiles.get(core.identities.find(site, user, anonymous) ?? 0);
    const identity = core.identities.identityOf(site, user, anonymous);
    const before = known === undefined || identity === null ? nothing : factsOf(known, identity);
    const firstSeen = known?.firstSeen ?? null;
    const applied = apply();
    if (applied === null) return null;
    const { profile } = applied;
    const created = known === undefined;
    // A guest who joins may have come earlier still: that is no change of the import's.
    const seenAt = firstSeenBy(event);
    const earlier = firstSeen !== null && profile.firstSeen < firstSeen && profile.firstSeen === seenAt;
    const facts = changesOf(
      before,
      factsOf(profile, applied.identity),
      Object.keys(event.traits ?? {}),
      event.time,
      event.type === 'group' ? event.group : undefined,
    );
    const bare = Object.keys(facts.traits).length === 0 && facts.groups.length === 0;
    // What was told of somebody without an event counts, even if it was known: nothing else says that it was told.
    if (bare && !created && !earlier && event.firstSeen === undefined) return applied;
    const change = { created, firstSeen: earlier ? ([firstSeen, seenAt] as const) : null, ...facts };
    const so = this.changes.get(applied.identity) ?? untouched;
    this.changes.set(applied.identity, {
      created: so.created || change.created,
      firstSeen: change.firstSeen === null ? so.firstSeen : [so.firstSeen?.[0] ?? change.firstSeen[0], seenAt],
      ...changesTogether(so, change),
    });
    return applied;
  }

  write(): void {
    if (this.number === null) return;
    for (const [identity, change] of this.changes) {
      const { created } = change;
      const body = encodeImportChange(change);
      this.core.unwritten.importChanges.push({ import: this.number, identity, created, body });
    }
    this.changes = new Map();
  }
}

const nothing = { traits: {}, traitTimes: {}, groups: {} };
