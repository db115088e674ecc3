import type { Calendar, GroupKind, PropertyValue } from '@kindred/criteria';
import type { CompiledAudience } from '@kindred/live';
import type { SegmentDefinition } from '@kindred/store';

/** One computed form of a segment. Edits make a new one beside the shown one, which then takes its place in one step. */
export interface Version {
  readonly definition: SegmentDefinition;
  /** Null for request-time segments: they have no stored members. */
  readonly set: number | null;
  readonly audience: CompiledAudience;
  /** What the segments meant that it refers to, at any depth, when it was computed. */
  references: ReadonlyMap<string, SegmentDefinition>;
  /** By which it was computed, and goes on to be until the site's is followed. */
  calendar: Calendar;
  /** `collecting`: history not yet in, nobody is evaluated; `filling`: evaluated, shown to nobody; `shown`. */
  phase: 'collecting' | 'filling' | 'shown';
  size: number;
}

export interface Group {
  readonly kind: GroupKind;
  readonly id: string;
  traits: Record<string, PropertyValue>;
  parent: string | null;
}
