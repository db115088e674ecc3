import {
  type Criteria,
  type GroupKind,
  type Labels,
  pathOf,
  type SegmentSubject,
  type SentenceOptions,
  sentence,
  valueNames,
} from '@kindred/criteria';
import type { Language } from '@kindred/criteria/properties';
import type { Definitions, SegmentDefinition } from '@kindred/store';
import { inheritedId } from './inherited-id.js';
import { eventPropertyOf, type SiteSchemas, textIn } from './site-schema.js';

/** What is asked of one site's definitions again and again. */
interface SiteSegments {
  readonly byId: Map<string, SegmentDefinition>;
  readonly byKey: Map<string, SegmentDefinition>;
  /** What `byId` gave out last, until something changes. */
  snapshot: ReadonlyMap<string, SegmentDefinition> | null;
}

/** What a group is called; null where it is not there or has no name. */
type GroupName = (site: number, kind: GroupKind, id: string) => string | null;

/**
 * Every segment definition of every site in memory: decisions, references and checks ask for them all the time, and
 * only `SegmentService` changes them.
 */
export class SegmentDirectory {
  readonly #sites = new Map<number, SiteSegments>();

  private constructor(
    private readonly schemas: SiteSchemas,
    private readonly groupName: GroupName,
  ) {}

  static async load(definitions: Definitions, schemas: SiteSchemas, groupName: GroupName): Promise<SegmentDirectory> {
    const directory = new SegmentDirectory(schemas, groupName);
    for (const site of await definitions.sites.list()) {
      for (const segment of await definitions.segments.list(site.id)) directory.put(segment);
    }
    return directory;
  }

  list(site: number): readonly SegmentDefinition[] {
    return [...this.#of(site).byId.values()];
  }

  /** The same map until a definition of the site changes, and another one after. */
  byId(site: number): ReadonlyMap<string, SegmentDefinition> {
    const segments = this.#of(site);
    segments.snapshot ??= new Map(segments.byId);
    return segments.snapshot;
  }

  get(site: number, id: string): SegmentDefinition | undefined {
    return this.#of(site).byId.get(id);
  }

  byKey(site: number, key: string): SegmentDefinition | undefined {
    return this.#of(site).byKey.get(key);
  }

  has(site: number, id: string): boolean {
    return this.#of(site).byId.has(id);
  }

  /** Whether it is a segment of accounts. */
  isOfAccounts(site: number, id: string): boolean {
    return this.get(site, id)?.subject === 'account';
  }

  /** What a segment of the global site is in each of the others. */
  copiesOf(id: string): readonly SegmentDefinition[] {
    return [...this.#sites].flatMap(([site, { byId }]) => byId.get(inheritedId(id, site)) ?? []);
  }

  put(segment: SegmentDefinition): void {
    const segments = this.#of(segment.site);
    const before = segments.byId.get(segment.id);
    if (before !== undefined) segments.byKey.delete(before.key);
    segments.byId.set(segment.id, segment);
    segments.byKey.set(segment.key, segment);
    segments.snapshot = null;
  }

  forget(site: number, id: string): void {
    const segments = this.#of(site);
    const before = segments.byId.get(id);
    if (before === undefined) return;
    segments.byId.delete(id);
    segments.byKey.delete(before.key);
    segments.snapshot = null;
  }

  #of(site: number): SiteSegments {
    let segments = this.#sites.get(site);
    if (segments === undefined) {
      segments = { byId: new Map(), byKey: new Map(), snapshot: null };
      this.#sites.set(site, segments);
    }
    return segments;
  }

  /** How other resources name a segment; one that is deleted by now goes by its id. */
  reference(site: number, id: string): { id: string; key: string; name: Record<string, string> } {
    const segment = this.get(site, id);
    return segment === undefined
      ? { id, key: id, name: { en: id } }
      : { id, key: segment.key, name: { ...segment.name } };
  }

  /** How criteria of a site are put into words: in one language, with the names of its segments, traits and events. */
  wording(site: number, language: Language, subject: SegmentSubject = 'person'): SentenceOptions {
    const { traits, events } = this.schemas.of(site);
    const labels: Labels = {
      property: (property, event) =>
        textIn(
          language,
          event === undefined
            ? traits.get(property)?.label
            : eventPropertyOf(events.get(event), pathOf(property))?.label,
        ),
      event: (event) => textIn(language, events.get(event)?.label),
    };
    return {
      language,
      subject,
      labels,
      valueName: valueNames(language, (kind, id) => this.groupName(site, kind, id)),
      segmentSubject: (id) => this.get(site, id)?.subject,
      segmentName: (id) => {
        const segment = this.get(site, id);
        return segment === undefined ? undefined : nameOf(segment, language);
      },
    };
  }

  sentence(site: number, criteria: Criteria, language: Language, subject?: SegmentSubject): string {
    return sentence(criteria, this.wording(site, language, subject));
  }
}

/** The name to show where one is needed: in the language asked for, else in English, else the first there is. */
export function nameOf(segment: Pick<SegmentDefinition, 'name' | 'key'>, language: Language = 'en'): string {
  const { name, key } = segment;
  return name[language] ?? name.en ?? Object.values(name)[0] ?? key;
}
