import type { PropertyBag } from '@kindred/criteria';
import { newProfile, type Profile } from '@kindred/live';
import type { Decision } from './contract.js';
import type { SiteState, Version } from './site-state.js';
import type { Transitions } from './transitions.js';

/**
 * Which segments a visitor is in now, request-time ones included. Changes nothing and makes no profile:
 * a visitor never seen is looked at as the empty profile that a first event would make.
 */
export function decide(
  transitions: Transitions,
  state: SiteState,
  profile: Profile | null,
  user: string | null,
  now: number,
  request: PropertyBag,
): Decision {
  const visitor = profile ?? newProfile(0, state.site.id, user, now, 0);
  const segments: string[] = [];
  if (profile !== null && (profile.dueAt === null || profile.dueAt > now) && state.switches.length === 0) {
    for (const set of profile.memberships.keys()) {
      const version = state.index.sets.get(set);
      if (version?.phase === 'shown') segments.push(version.definition.id);
    }
  } else {
    const shown = state.index.kept.filter((version: Version) => version.phase === 'shown');
    for (const version of transitions.holding(state, visitor, shown, now, null)) segments.push(version.definition.id);
  }
  for (const version of transitions.holdingNow(state, visitor, now, request)) {
    segments.push(version.definition.id);
  }
  return { segments, profile: profile?.id ?? null, roles: profile?.groups.role ?? [] };
}
