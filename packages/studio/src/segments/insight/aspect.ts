import type { SegmentSubject } from '@kindred/criteria';
import type { Aspect } from '../../api/insight.js';

const event = /^event:(\d{1,4}):(.+)$/s;

/** An aspect as the address of a page and the options of a list hold it: `user.plan`, `event:30:Page Viewed`. */
export function aspectCode(aspect: Aspect): string {
  return 'event' in aspect ? `event:${aspect.days}:${aspect.event}` : aspect.property;
}

export function aspectOf(code: string): Aspect {
  const [, days, name] = event.exec(code) ?? [];
  return days === undefined || name === undefined ? { property: code } : { event: name, days: Number(days) };
}

const scopes = ['user.', 'account.', 'organization.', 'userGroup.', 'team.', 'role.'] as const;

/** Whether people, or accounts, can be told apart by a property: it is stored of them, or of the people's groups. */
export function isComparable(
  property: { readonly id: string; readonly requestTime: boolean; readonly seen: boolean },
  subject: SegmentSubject = 'person',
): boolean {
  if (subject === 'person' && property.id === 'profile.known') return true;
  const comparable = subject === 'account' ? (['account.'] as const) : scopes;
  return (
    property.seen &&
    !property.requestTime &&
    comparable.some((scope) => property.id.startsWith(scope)) &&
    !property.id.endsWith('.')
  );
}

/** Names and addresses are of one person each, so they tell nothing of a group; other properties come first. */
const personal = /(name|e-?mail|phone|street|address|birthday|avatar|url|token|^id)$/i;

export function isPersonal(property: string): boolean {
  return personal.test(property.split('.').at(-1) ?? property);
}
