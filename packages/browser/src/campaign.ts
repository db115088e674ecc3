import type { Storage } from './environment.js';
import { visitGap } from './visit.js';

export interface Campaign {
  readonly source?: string;
  readonly medium?: string;
  readonly name?: string;
  readonly term?: string;
  readonly content?: string;
  readonly id?: string;
}

const stored = 'kindred_campaign';

const parameters = [
  ['utm_source', 'source'],
  ['utm_medium', 'medium'],
  ['utm_campaign', 'name'],
  ['utm_term', 'term'],
  ['utm_content', 'content'],
  ['utm_id', 'id'],
] as const;

/** The campaign named by the utm parameters of a query string; null where there is none. */
export function campaignOf(search: string): Campaign | null {
  const query = new URLSearchParams(search);
  const found: Record<string, string> = {};
  for (const [parameter, field] of parameters) {
    const value = query.get(parameter);
    if (value) found[field] = value;
  }
  return Object.keys(found).length > 0 ? found : null;
}

/** The campaign that this visit came by: from this URL, else from an earlier page of the same visit. */
export function visitCampaign(search: string, storage: Storage, now: number): Campaign | null {
  const campaign = campaignOf(search) ?? remembered(storage, now);
  if (campaign !== null) storage.set(stored, JSON.stringify({ at: now, campaign }));
  return campaign;
}

function remembered(storage: Storage, now: number): Campaign | null {
  try {
    const kept: unknown = JSON.parse(storage.get(stored) ?? 'null');
    if (isKept(kept) && now - kept.at < visitGap) return kept.campaign;
  } catch {
    // Cut short or not ours: as good as none.
  }
  return null;
}

function isKept(value: unknown): value is { readonly at: number; readonly campaign: Campaign } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'number' &&
    'campaign' in value &&
    typeof value.campaign === 'object' &&
    value.campaign !== null
  );
}
