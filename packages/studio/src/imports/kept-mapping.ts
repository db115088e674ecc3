import { keepText } from '../shell/keep-text.js';
import type { MappingDraft } from './mapping-draft.js';

/** Raised when mappings of an earlier form cannot be read any more; those are then forgotten. */
const form = 1;

const prefix = 'kindred.mapping ';

/** A mapping that was changed by hand, as the browser keeps it. */
interface KeptMapping {
  readonly draft: MappingDraft;
  /** How long the server keeps the file, ISO 8601: after that it means nothing. */
  readonly until: string;
}

/** Where the mapping of one file is kept, for one user. */
export function mappingKey(site: string, user: string, file: string): string {
  return `${prefix}${site} ${user} ${file}`;
}

export function keepMapping(storage: Storage, key: string, mapping: KeptMapping): void {
  keepText(storage, key, JSON.stringify({ form, ...mapping }));
}

export function forgetMapping(storage: Storage, key: string): void {
  storage.removeItem(key);
}

/**
 * The mapping that was kept; null where there is none that can be read. Those of files that are gone are forgotten.
 * @param now epoch ms
 */
export function readMapping(storage: Storage, key: string, now: number): MappingDraft | null {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const each of keys.filter((name) => name.startsWith(prefix))) {
    const until = read(storage, each)?.until ?? '';
    if (!(Date.parse(until) > now)) storage.removeItem(each);
  }
  return read(storage, key)?.draft ?? null;
}

function read(storage: Storage, key: string): KeptMapping | null {
  try {
    const kept: (KeptMapping & { readonly form: number }) | null = JSON.parse(storage.getItem(key) ?? 'null');
    return kept?.form === form ? kept : null;
  } catch (error) {
    // What somebody else wrote here is not ours to use.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
