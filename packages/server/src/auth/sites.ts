import type { Calendar } from '@kindred/criteria';
import type { Definitions, Site } from '@kindred/store';

/** All sites in memory: every request needs one, and there are few. */
export class SiteRegistry {
  #sites: readonly Site[] = [];

  private constructor(private readonly definitions: Definitions) {}

  static async load(definitions: Definitions): Promise<SiteRegistry> {
    const registry = new SiteRegistry(definitions);
    await registry.#reload();
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

  async create(site: Omit<Site, 'id'>): Promise<Site> {
    const created = await this.definitions.sites.create(site);
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
