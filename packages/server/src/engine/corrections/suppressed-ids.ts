import { hash } from 'node:crypto';
import type { Suppression } from '@kindred/store';

export type IdKind = 'user' | 'anonymous';

/**
 * Ids of people who were erased, by site. Only digests are kept. An event costs nothing where a site has none, and a
 * digest an id where it has (under a microsecond).
 */
export class SuppressedIds {
  private readonly sites = new Map<number, Set<string>>();
  /** Events not taken in since the last flush, by site, and in all. */
  private dropped = new Map<number, number>();
  private readonly total = new Map<number, number>();

  add({ site, digest }: Pick<Suppression, 'site' | 'digest'>): void {
    const known = this.sites.get(site);
    if (known === undefined) this.sites.set(site, new Set([digest]));
    else known.add(digest);
  }

  delete(site: number, digest: string): void {
    const known = this.sites.get(site);
    if (known?.delete(digest) === true && known.size === 0) this.sites.delete(site);
  }

  has(site: number, kind: IdKind, id: string): boolean {
    const known = this.sites.get(site);
    return known?.has(digestOf(site, kind, id)) ?? false;
  }

  /** How many ids of a site there are. */
  size(site: number): number {
    return this.sites.get(site)?.size ?? 0;
  }

  drop(site: number): void {
    this.dropped.set(site, (this.dropped.get(site) ?? 0) + 1);
    this.total.set(site, this.droppedOf(site) + 1);
  }

  /** Takes note of how many earlier runs of the process did not take in. */
  setDropped(site: number, events: number): void {
    this.total.set(site, events);
  }

  droppedOf(site: number): number {
    return this.total.get(site) ?? 0;
  }

  get unwritten(): boolean {
    return this.dropped.size > 0;
  }

  takeUnwritten(): { site: number; dropped: number }[] {
    const taken = [...this.dropped].map(([site, dropped]) => ({ site, dropped }));
    this.dropped = new Map();
    return taken;
  }
}

/** What stands for an id of somebody erased. */
export function digestOf(site: number, kind: IdKind, id: string): string {
  return hash('sha256', `${site}/${kind}/${id}`);
}
