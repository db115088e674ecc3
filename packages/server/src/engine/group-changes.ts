import type { Profile } from '@kindred/live';
import { type AccountChanges, groupRow } from './account-changes.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import { membersOfGroup } from './group-members.js';
import type { People } from './people.js';
import type { SiteState, Version } from './site-state.js';
import type { Transitions } from './transitions.js';

type Kind = keyof Profile['groups'];

/** Changes of groups and of who belongs to them, each a part of a piece of the applier's work. */
export class GroupChanges {
  constructor(
    private readonly core: Core,
    private readonly people: People,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly accounts: AccountChanges,
  ) {}

  /** Sets a group's traits or parent and asks its members (and those below it) anew. */
  async put(
    state: SiteState,
    kind: Kind,
    id: string,
    change: { traits?: Readonly<Record<string, Profile['traits'][string] | null>>; parent?: string | null },
  ): Promise<void> {
    const { core } = this;
    const site = state.site.id;
    const known = state.group(kind, id);
    const group = known ?? { kind, id, traits: {}, parent: null };
    const before = { traits: { ...group.traits }, parent: group.parent };
    for (const [path, value] of Object.entries(change.traits ?? {})) {
      if (value === null) removeWithBelow(group.traits, path);
      else group.traits[path] = value;
    }
    // A parent that is below the group itself would make a ring, in which everybody belongs to everything.
    if (change.parent !== undefined && !isBelow(state, kind, change.parent, id)) group.parent = change.parent;
    const paths = changedPaths(before.traits, group.traits);
    const moved = known === undefined || group.parent !== before.parent;
    if (!moved && paths.length === 0) return;
    state.groups.set(`${kind}/${id}`, group);
    if (kind === 'account') {
      if (known === undefined) this.accounts.create(state, group);
      else this.accounts.touch(state, id);
    }
    core.unwritten.groups.set(`${site}/${kind}/${id}`, groupRow(state, group));
    core.unwritten.deletedGroups.delete(`${site}/${kind}/${id}`);
    await this.changed(state, kind, state.withDescendants(kind, id), moved ? null : paths);
    await this.accounts.settle(core.now, `group:${kind}/${id}`);
  }

  async delete(state: SiteState, kind: Kind, id: string): Promise<void> {
    const { core } = this;
    const site = state.site.id;
    if (!state.groups.has(`${kind}/${id}`)) return;
    await this.flusher.idle();
    for await (const ids of membersOfGroup(core, site, kind, id)) {
      for (const profile of await this.people.profiles(ids))
        this.changeMember(state, profile, profile.id, { kind, id }, false);
    }
    const below = state.withDescendants(kind, id);
    state.groups.delete(`${kind}/${id}`);
    if (kind === 'account') this.accounts.delete(state, id);
    await this.changed(state, kind, below, null);
    await this.accounts.settle(core.now, `group:${kind}/${id}`);
    core.unwritten.groups.delete(`${site}/${kind}/${id}`);
    core.unwritten.deletedGroups.set(`${site}/${kind}/${id}`, { site, kind, id });
  }

  /** Puts a user into a group or takes them out; a user never seen gets a profile. */
  async setMember(state: SiteState, kind: Kind, group: string, userId: string, member: boolean): Promise<void> {
    const ids = { type: 'identify' as const, userId, anonymousId: null };
    await this.people.ofEvents(state, [ids]);
    const event = { ...ids, messageId: '', name: '', time: this.core.now, properties: {}, context: {}, traits: {} };
    const result = this.transitions.apply(state, event, this.core.now);
    if (result !== null) {
      this.changeMember(state, result.profile, result.identity, { kind, id: group }, member);
    }
    if (member && state.group(kind, group) === undefined) await this.put(state, kind, group, {});
    await this.accounts.settle(this.core.now, `group:${kind}/${group}`);
  }

  private changeMember(
    state: SiteState,
    profile: Profile,
    identity: number,
    group: { readonly kind: Kind; readonly id: string },
    member: boolean,
  ): void {
    const { core } = this;
    const touched = new Set<Version>();
    this.transitions.settle(state, profile, core.now);
    this.transitions.join(state, profile, identity, group, member, touched);
    this.transitions.evaluate(state, profile, touched, core.now, `group:${group.kind}/${group.id}`);
    this.transitions.schedule(state, profile, core.now);
    core.touch(profile);
  }

  /**
   * @param affected the group and all that are, or were, below it
   * @param paths traits that changed, and nothing else; null where it is there, or elsewhere, or gone since now
   */
  private async changed(
    state: SiteState,
    kind: Kind,
    affected: readonly string[],
    paths: readonly string[] | null,
  ): Promise<void> {
    const { core } = this;
    const site = state.site.id;
    for (const one of affected) core.unwritten.touchedGroups.set(`${site}/${kind}/${one}`, { site, kind, id: one });
    const { versionsByGroup, versionsByGroupTrait } = state.index;
    const versions = new Set(
      paths === null
        ? versionsByGroup.get(kind)
        : paths.flatMap((path) => versionsByGroupTrait.get(`${kind}.${path}`) ?? []),
    );
    if (versions.size === 0) return;
    // Members in a flush under way are neither unwritten nor stored yet.
    await this.flusher.idle();
    for (const one of affected) {
      for await (const ids of membersOfGroup(core, site, kind, one)) {
        for (const profile of await this.people.profiles(ids)) {
          this.transitions.settle(state, profile, core.now);
          this.transitions.evaluate(state, profile, versions, core.now, `group:${kind}/${one}`);
          this.transitions.schedule(state, profile, core.now);
          core.touch(profile);
        }
      }
    }
  }
}

/** Traits that are there in one alone, or with another value. */
function changedPaths(before: Profile['traits'], after: Profile['traits']): string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]));
}

/** Null for `address` removes `address.city` as well. */
function removeWithBelow(traits: Profile['traits'], path: string): void {
  for (const one of Object.keys(traits)) if (one === path || one.startsWith(`${path}.`)) delete traits[one];
}

function isBelow(state: SiteState, kind: Kind, group: string | null, above: string): boolean {
  return group !== null && (group === above || state.ancestors(kind, group).includes(above));
}
