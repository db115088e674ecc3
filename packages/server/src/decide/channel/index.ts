import type { Channel } from '@kindred/criteria/properties';
import { RecentCache } from '../../ingest/recent-cache.js';
import { channelOf } from './rules.js';
import { sourceCategory } from './sources.js';

export { channelOf } from './rules.js';
export type { SourceCategory } from './sources.js';

/** What a request tells of how the visit came about. */
export interface Trail {
  readonly source: string | undefined;
  readonly medium: string | undefined;
  readonly campaign: string | undefined;
  /** Who put an id of a click on an ad into the address of the page. */
  readonly click: 'google' | 'bing' | undefined;
  /** Host of the page that was asked for. */
  readonly host: string | undefined;
  /** The page that the visitor came from; null where it is known that there was none, undefined where nobody says. */
  readonly referrer: { readonly host: string; readonly path: string } | null | undefined;
}

const channels = new RecentCache<Channel>(2_000);

/** The channel of a visit, or undefined where what is told does not say. Remembers the latest few thousand trails. */
export function channelOfTrail(trail: Trail): Channel | undefined {
  const origin = originOf(trail);
  if (origin === undefined && trail.campaign === undefined) return undefined;
  const { source = '', medium = '', path = '' } = origin ?? {};
  const key = JSON.stringify([source, medium, trail.campaign, path]);
  return channels.get(key, () => {
    const from = plain(source);
    const category = sourceCategory(from, path);
    return channelOf({ source: from, medium: plain(medium), campaign: plain(trail.campaign ?? ''), category });
  });
}

interface Origin {
  readonly source?: string | undefined;
  readonly medium?: string | undefined;
  readonly path?: string;
}

/** What a campaign says goes before an ad's click, and that before the page that the visitor came from. */
function originOf({ source, medium, click, host, referrer }: Trail): Origin | undefined {
  if (source !== undefined || medium !== undefined) return { source, medium };
  if (click !== undefined) return { source: click, medium: 'cpc' };
  if (referrer === undefined) return undefined;
  if (referrer === null) return { source: '(direct)', medium: '(none)' };
  // Whoever comes from another page of the site came to the site in a way that this request does not tell.
  if (host !== undefined && isSameSite(host, referrer.host)) return undefined;
  return { source: referrer.host, medium: 'referral', path: referrer.path };
}

function isSameSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((host) => host.replace(/^www\./, ''));
  return a === b || one.endsWith(`.${b}`) || other.endsWith(`.${a}`);
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
