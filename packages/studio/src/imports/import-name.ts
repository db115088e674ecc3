import type { PastImport } from '../api/past-imports.js';
import { translator } from '../language/translator.js';

/** What an import is called: by its file, or by what came without one. */
export function importName({ name, kind }: Pick<PastImport, 'name' | 'kind'>): string {
  return name ?? translator('imports')(`past.unnamed.${kind}`);
}
