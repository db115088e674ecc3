import {
  type Icon,
  IconActivityHeartbeat,
  IconAlertOctagon,
  IconBuilding,
  IconChartCircles,
  IconClipboardText,
  IconFileDownload,
  IconFileUpload,
  IconKey,
  IconListDetails,
  IconLoader,
  IconUserShield,
  IconUsers,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react';
import type { Role } from '../api/types.js';

export interface PageItem {
  readonly href: string;
  readonly label:
    | 'segments'
    | 'people'
    | 'groups'
    | 'live'
    | 'keys'
    | 'import'
    | 'rejected'
    | 'schema'
    | 'webhooks'
    | 'exports'
    | 'jobs'
    | 'audit'
    | 'sites'
    | 'users';
  readonly icon: Icon;
  /** Whoever has not this role, or is no administrator everywhere, does not see it. */
  readonly role?: Role | 'everywhere';
}

export const mainPages: readonly PageItem[] = [
  { href: '/segments', label: 'segments', icon: IconChartCircles },
  { href: '/people', label: 'people', icon: IconUsers },
  { href: '/groups', label: 'groups', icon: IconBuilding },
  { href: '/live', label: 'live', icon: IconActivityHeartbeat },
];

export const dataPages: readonly PageItem[] = [
  { href: '/data/keys', label: 'keys', icon: IconKey, role: 'admin' },
  { href: '/data/import', label: 'import', icon: IconFileUpload, role: 'editor' },
  { href: '/data/rejected', label: 'rejected', icon: IconAlertOctagon },
  { href: '/data/schema', label: 'schema', icon: IconListDetails },
  { href: '/data/webhooks', label: 'webhooks', icon: IconWebhook },
  { href: '/data/exports', label: 'exports', icon: IconFileDownload },
  { href: '/data/jobs', label: 'jobs', icon: IconLoader },
  { href: '/data/audit', label: 'audit', icon: IconClipboardText, role: 'admin' },
  { href: '/data/sites', label: 'sites', icon: IconWorld, role: 'everywhere' },
  { href: '/data/users', label: 'users', icon: IconUserShield, role: 'everywhere' },
];

/** What the first part of an address below a site can be. */
export const topPages: ReadonlySet<string> = new Set(
  [...mainPages, ...dataPages].map(({ href }) => href.split('/')[1] ?? ''),
);

/** The pages that somebody sees who may do so much. */
export function pagesFor(
  may: Readonly<Record<Role | 'everywhere', boolean>>,
  items: readonly PageItem[],
): readonly PageItem[] {
  return items.filter((item) => may[item.role ?? 'viewer']);
}
