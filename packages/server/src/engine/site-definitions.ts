import { referencedSegments } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';

const nobody: ReadonlySet<string> = new Set();

/** A site's definitions by id, and which of them refer to which, so that an edit finds its dependants without reading all. */
export class SiteDefinitions extends Map<string, SegmentDefinition> {
  private readonly referring = new Map<string, Set<string>>();

  /** Ids of the segments whose criteria refer to this one. */
  referringTo(id: string): ReadonlySet<string> {
    return this.referring.get(id) ?? nobody;
  }

  override set(id: string, definition: SegmentDefinition): this {
    this.delete(id);
    for (const target of referencedSegments(definition.criteria)) {
      const known = this.referring.get(target);
      if (known === undefined) this.referring.set(target, new Set([id]));
      else known.add(id);
    }
    return super.set(id, definition);
  }

  override delete(id: string): boolean {
    const before = this.get(id);
    if (before === undefined) return false;
    for (const target of referencedSegments(before.criteria)) this.referring.get(target)?.delete(id);
    return super.delete(id);
  }
}
