import { type Criteria, type SegmentSubject, sentence } from '@kindred/criteria';
import type { Definitions, SegmentDefinition } from '@kindred/store';

const none: ReadonlyMap<string, SegmentDefinition> = new Map();

/**
 * Every segment definition of every site in memory: decisions, references and checks ask for them all the time, and
 * only `SegmentService` changes them.
 */
export class SegmentDirectory {
  readonly #sites = new Map<number, ReadonlyMap<string, SegmentDefinition>>();

  private constructor() {}

  static async load(definitions: Definitions): Promise<SegmentDirectory> {
    const directory = new SegmentDirectory();
    for (const site of await definitions.sites.list()) {
      for (const segment of await definitions.segments.list(site.id)) directory.put(segment);
    }
    return directory;
  }

  list(site: number): readonly SegmentDefinition[] {
    return [...this.byId(site).values()];
  }

  /** The same map until a definition of the site changes, and another one after. */
  byId(site: number): ReadonlyMap<string, SegmentDefinition> {
    return this.#sites.get(site) ?? none;
  }

  get(site: number, id: string): SegmentDefinition | undefined {
    return this.byId(site).get(id);
  }

  byKey(site: number, key: string): SegmentDefinition | undefined {
    return this.list(site).find((segment) => segment.key === key);
  }

  ids(site: number): ReadonlySet<string> {
    return new Set(this.byId(site).keys());
  }

  /** Ids of the segments of accounts. */
  accountIds(site: number): ReadonlySet<string> {
    return new Set(this.list(site).flatMap(({ id, subject }) => (subject === 'account' ? [id] : [])));
  }

  put(segment: SegmentDefinition): void {
    this.#sites.set(segment.site, new Map(this.byId(segment.site)).set(segment.id, segment));
  }

  forget(site: number, id: string): void {
    const rest = new Map(this.byId(site));
    rest.delete(id);
    this.#sites.set(site, rest);
  }

  /** How other resources name a segment; one that is deleted by now goes by its id. */
  reference(site: number, id: string): { id: string; key: string; name: Record<string, string> } {
    const segment = this.get(site, id);
    return segment === undefined
      ? { id, key: id, name: { en: id } }
      : { id, key: segment.key, name: { ...segment.name } };
  }

  sentence(site: number, criteria: Criteria, subject: SegmentSubject = 'person'): string {
    return sentence(criteria, {
      subject,
      segmentSubject: (id) => this.get(site, id)?.subject,
      segmentName: (id) => {
        const segment = this.get(site, id);
        return segment === undefined ? undefined : nameOf(segment);
      },
    });
  }
}

/** The name to show where one is needed: English, else the first there is. */
export function nameOf(segment: Pick<SegmentDefinition, 'name' | 'key'>): string {
  return segment.name.en ?? Object.values(segment.name)[0] ?? segment.key;
}
