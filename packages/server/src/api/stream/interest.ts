import type { ChangeRow } from '@kindred/store';
import type { AcceptedEvent, MembershipEvent } from '../../engine/contract.js';
import type { NewRejectedEvent } from '../../ingest/dependencies.js';

export interface StreamInterest {
  readonly site: number;
  readonly events: boolean;
  readonly memberships: boolean;
  /** Events that were refused. They are nobody's: who follows a visitor is told of none. */
  readonly rejected: boolean;
  /** Only enters and exits of this segment. */
  readonly segment: string | null;
  /** Only what these do, and their enters and exits: a visitor, and whom they have become part of. */
  readonly profiles: readonly number[] | null;
}

/** Something to be told, numbered in the order in which it happened. */
export type Happening =
  | {
      readonly type: 'event';
      readonly number: number;
      readonly site: number;
      readonly profile: number;
      readonly event: AcceptedEvent;
    }
  | {
      readonly type: 'change';
      readonly number: number;
      readonly site: number;
      readonly profile: number;
      readonly change: MembershipEvent;
    }
  | {
      readonly type: 'rejected';
      readonly number: number;
      readonly site: number;
      readonly rejected: NewRejectedEvent;
    };

/** Whether a client is to be told. */
export function wants(interest: StreamInterest, happening: Happening): boolean {
  if (interest.site !== happening.site) return false;
  if (happening.type === 'rejected') return interest.rejected && interest.profiles === null;
  if (interest.profiles?.includes(happening.profile) === false) return false;
  if (happening.type === 'event') return interest.events;
  return interest.memberships && (interest.segment === null || interest.segment === happening.change.segment);
}

/** Whether a change is of one of these people, where only theirs are asked for. */
export function isOf({ account, profile }: ChangeRow, wanted: readonly number[] | null): boolean {
  return wanted === null || (account === null && wanted.includes(profile));
}

/** Whether a guest may have become part of a user by this. */
export function mayJoin(happening: Happening): boolean {
  if (happening.type === 'rejected') return false;
  if (happening.type === 'change') return happening.change.cause === 'merge';
  const { userId, anonymousId, type } = happening.event;
  return type === 'alias' || (userId !== null && anonymousId !== null);
}
