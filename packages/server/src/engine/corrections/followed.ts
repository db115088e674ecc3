import type { AcceptedEvent } from '../contract.js';

/** An event applied to somebody followed, with the identity that it carries. */
export interface FollowedEvent {
  readonly identity: number;
  readonly event: AcceptedEvent;
}

/** What happened to a profile since it began to be followed. */
export interface Following {
  readonly events: FollowedEvent[];
  /** It became part of another, or another of it: what is being read of its past is no longer all of it. */
  joined: boolean;
}

/**
 * Profiles whose past is being read: what is applied to them meanwhile is put down here, so that past and present are
 * added up without a gap, and nobody has to wait for the reading.
 */
export class Followed {
  private readonly profiles = new Map<number, Following>();

  begin(profile: number): Following {
    const following: Following = { events: [], joined: false };
    this.profiles.set(profile, following);
    return following;
  }

  end(profile: number): void {
    this.profiles.delete(profile);
  }

  /** Whether anything happened to somebody since they began to be followed. */
  happened(profile: number): boolean {
    const following = this.profiles.get(profile);
    return following !== undefined && (following.joined || following.events.length > 0);
  }

  note(profile: number, identity: number, event: AcceptedEvent): void {
    if (this.profiles.size > 0) this.profiles.get(profile)?.events.push({ identity, event });
  }

  noteJoin(...profiles: readonly number[]): void {
    for (const id of profiles) {
      const following = this.profiles.get(id);
      if (following !== undefined) following.joined = true;
    }
  }
}
