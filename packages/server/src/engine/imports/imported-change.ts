import type { FactChanges } from '@kindred/live';

/** What an import changed of what one identity brought. */
export interface ImportedChange extends FactChanges {
  /** Whether the person was not known before. */
  readonly created: boolean;
  /** When they were first seen, before and after; null where that stayed. */
  readonly firstSeen: readonly [before: number, after: number] | null;
}

export const untouched: ImportedChange = { created: false, firstSeen: null, traits: {}, groups: [] };

/** Keys are short, and what is empty is left out: there is one for each person of an import. */
interface Stored {
  readonly t?: ImportedChange['traits'];
  readonly g?: ImportedChange['groups'];
  readonly f?: ImportedChange['firstSeen'];
}

export function encodeImportChange({ traits, groups, firstSeen }: ImportedChange): string {
  const stored: Stored = {
    ...(Object.keys(traits).length === 0 ? {} : { t: traits }),
    ...(groups.length === 0 ? {} : { g: groups }),
    ...(firstSeen === null ? {} : { f: firstSeen }),
  };
  return JSON.stringify(stored);
}

export function decodeImportChange({ created, body }: { created: boolean; body: string }): ImportedChange {
  const { t = {}, g = [], f = null }: Stored = JSON.parse(body);
  return { created, traits: t, groups: g, firstSeen: f };
}
