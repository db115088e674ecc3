import { useEffect, useState } from 'react';
import type { ImportFile } from '../api/imports.js';
import { useSite } from '../api/session.js';
import { forgetMapping, keepMapping, mappingKey, readMapping } from './kept-mapping.js';
import { draftOf, type MappingDraft } from './mapping-draft.js';

/** Forgets what the browser keeps of the mapping of a file. */
export function useForgetMapping(): (file: string) => void {
  const { site, session } = useSite();
  return (file) => forgetMapping(localStorage, mappingKey(site.id, session.user.id, file));
}

/** What the columns of a file mean: as it was last changed by hand, which the browser keeps, else as the server suggests. */
export function useMappingDraft({ id, mapping, columns, keptUntil }: ImportFile) {
  const { site, session } = useSite();
  const key = mappingKey(site.id, session.user.id, id);
  const [opened] = useState<MappingDraft>(
    () => readMapping(localStorage, key, Date.now()) ?? draftOf(mapping, columns),
  );
  const [draft, setDraft] = useState(opened);
  useEffect(() => {
    if (draft !== opened) keepMapping(localStorage, key, { draft, until: keptUntil });
  }, [draft, opened, key, keptUntil]);
  return [draft, setDraft] as const;
}
