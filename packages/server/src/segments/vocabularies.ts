import type { Definitions } from '@kindred/store';
import { z } from 'zod';

/** The fixed values of properties of a visit, by the property's whole name. */
export type SiteVocabularies = ReadonlyMap<string, readonly string[]>;

const stored = z.record(z.string(), z.array(z.string()));

/**
 * What a site says that a property of a visit can be: a picker then offers these values and no others. A list says
 * nothing about who matches; conditions with other values are pointed out, not refused.
 */
export class Vocabularies {
  /** Changes one after another, since each rewrites the whole of a site. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly settings: Definitions['settings']) {}

  async of(site: number): Promise<SiteVocabularies> {
    const text = await this.settings.get(nameFor(site));
    return new Map(text === null ? [] : Object.entries(stored.parse(JSON.parse(text))));
  }

  /** Null takes a list away. Whether there was one before. */
  async set(site: number, property: string, values: readonly string[] | null): Promise<boolean> {
    const change = this.last.then(async () => {
      const all = new Map(await this.of(site));
      const found = all.delete(property);
      if (values !== null) all.set(property, values);
      if (found || values !== null) await this.settings.set(nameFor(site), JSON.stringify(Object.fromEntries(all)));
      return found;
    });
    this.last = change.catch(() => undefined);
    return change;
  }
}

function nameFor(site: number): string {
  return `vocabularies.${site}`;
}
