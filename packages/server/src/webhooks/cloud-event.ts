import type { ChangeRow, Site } from '@kindred/store';
import type { ProfileView } from '../engine/contract.js';

/** The body of a delivery: an enter or exit as a CloudEvent (1.0, JSON). */
export interface ChangeCloudEvent {
  readonly specversion: '1.0';
  /** That of the change: the same for every webhook and every attempt. */
  readonly id: string;
  readonly source: string;
  readonly type: 'kindred.segment.entered' | 'kindred.segment.exited';
  /** Id of a profile, or of an account behind `account:`. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    readonly segment: { readonly id: string; readonly key: string; readonly name: Readonly<Record<string, string>> };
    /** Where it is about a person. */
    readonly profile?: {
      readonly id: string;
      readonly userId: string | null;
      readonly anonymousIds: readonly string[];
    };
    /** Where it is about an account. */
    readonly account?: { readonly id: string };
    readonly kind: 'entered' | 'exited';
    readonly at: string;
    readonly cause: string;
  };
}

/** @param person whom it is about, as they are known now; null where they are gone */
export function cloudEvent(
  change: ChangeRow,
  site: Site,
  segment: ChangeCloudEvent['data']['segment'],
  person: Pick<ProfileView, 'userId' | 'anonymousIds'> | null,
): ChangeCloudEvent {
  const at = new Date(change.at).toISOString();
  const profile = String(change.profile);
  return {
    specversion: '1.0',
    id: change.id,
    source: `/sites/${site.slug}`,
    type: `kindred.segment.${change.kind}`,
    subject: change.account === null ? profile : `account:${change.account}`,
    time: at,
    datacontenttype: 'application/json',
    data: {
      segment,
      ...(change.account === null
        ? { profile: { id: profile, userId: person?.userId ?? null, anonymousIds: person?.anonymousIds ?? [] } }
        : { account: { id: change.account } }),
      kind: change.kind,
      at,
      cause: change.cause,
    },
  };
}
