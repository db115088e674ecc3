import type { Calendar } from '@kindred/criteria';
import type { Definitions, Site } from '@kindred/store';

/** Name of the setting that says which site is the global one; empty: none. */
const globalSite = 'global-site';

/** All sites in memory: every request needs one, and there are few. */
export class SiteRegistry {
  #sites: readonly Site[] = [];
  #global: number | null = null;

  private constructor(private readonly definitions: Definitions) {}

  static async load(definitions: Definitions): Promise<SiteRegistry> {
    const registry = new SiteRegistry(definitions);
    await registry.#reload();
    const global = await definitions.settings.get(globalSite);
    registry.#global = global === null || global === '' ? null : Number(global);
    return registry;
  }

  /** In the order of their creation. */
  list(): readonly Site[] {
    return this.#sites;
  }

  byId(id: number): Site | undefined {
    return this.#sites.find((site) => site.id === id);
  }

  bySlug(slug: string): Site | undefined {
    return this.#sites.find((site) => site.slug === slug);
  }

  /** The site whose segments all others share; there need be none. */
  global(): Site | null {
    return this.#global === null ? null : (this.byId(this.#global) ?? null);
  }

  /** Only `SegmentService` calls it: the segments of all sites follow. */
  async setGlobal(site: number | null): Promise<void> {
    await this.definitions.settings.set(globalSite, site === null ? '' : String(site));
    this.#global = site;
  }

  /** @param prepare what has to know of it before anybody can ask for it */
  async create(site: Omit<Site, 'id'>, prepare?: (site: Site) => Promise<void>): Promise<Site> {
    const created = await this.definitions.sites.create(site);
    await prepare?.(created);
    await this.#reload();
    return created;
  }

  async update(id: number, change: Partial<Pick<Site, 'name' | 'timeZone' | 'weekStart'>>): Promise<Site> {
    const updated = await this.definitions.sites.update(id, change);
    await this.#reload();
    return updated;
  }

  async #reload(): Promise<void> {
    this.#sites = [...(await this.definitions.sites.list())].sort((left, right) => left.id - right.id);
  }
}

export function calendarOf(site: Site): Calendar {
  return { timeZone: site.timeZone, weekStart: site.weekStart };
}
