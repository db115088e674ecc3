import { groupKinds } from '@kindred/criteria';
import type { EventRow, GroupSnapshot, IdentitySnapshot, MembershipChange, ProfileSnapshot } from '../contract.js';
import { encodeBag, wellFormed } from './bag.js';

const text = (value: string): string => JSON.stringify(wellFormed(value));
const optional = (value: string | null): string => (value === null ? 'null' : text(value));
const list = (values: readonly string[]): string => `[${values.map(text).join(',')}]`;

/** One line of newline-delimited JSON a row, without the newline. The order of columns is that of `columns`. */
export function encodeEvent(row: EventRow): string {
  return (
    `{"site":${row.site},"name":${text(row.name)},"identity":${row.identity},"time":${row.time},` +
    `"position":${row.position},"messageId":${text(row.messageId)},"type":${text(row.type)},"receivedAt":${row.receivedAt},` +
    `"userId":${optional(row.userId)},"anonymousId":${optional(row.anonymousId)},` +
    `"properties":${encodeBag(row.properties)},"context":${encodeBag(row.context)}` +
    `${row.import === undefined ? '' : `,"import":${row.import}`}}`
  );
}

export function encodeProfile(row: ProfileSnapshot): string {
  const groups = groupKinds.map((kind) => `"${kind}":${list(row.groups[kind] ?? [])}`).join(',');
  return (
    `{"site":${row.site},"id":${row.id},"version":${row.version},"deleted":${Number(row.deleted)},` +
    `"userId":${optional(row.userId)},"fields":${encodeBag(row.userId === null ? {} : { userId: row.userId })},` +
    `"traits":${encodeBag(row.traits)},${groups},"firstSeen":${row.firstSeen},"lastSeen":${row.lastSeen}}`
  );
}

export function encodeIdentity(row: IdentitySnapshot): string {
  return `{"site":${row.site},"identity":${row.identity},"profile":${row.profile},"version":${row.version}}`;
}

export function encodeGroup(row: GroupSnapshot): string {
  const fields = encodeBag({ id: row.id, ...(row.ancestorIds.length > 0 ? { ancestorIds: row.ancestorIds } : {}) });
  return (
    `{"site":${row.site},"kind":${text(row.kind)},"id":${text(row.id)},"number":${row.number},` +
    `"version":${row.version},"deleted":${Number(row.deleted)},"parent":${optional(row.parent)},"fields":${fields},"traits":${encodeBag(row.traits)}}`
  );
}

export function encodeMembership(row: MembershipChange): string {
  return (
    `{"site":${row.site},"id":${text(row.id)},"segment":${text(row.segment)},"profile":${row.profile},` +
    `"entered":${Number(row.kind === 'entered')},"at":${row.at},"cause":${text(row.cause)}}`
  );
}
