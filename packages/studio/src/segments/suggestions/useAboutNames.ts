import { useMemo } from 'react';
import { useProperties } from '../../api/vocabulary.js';

const eventPrefix = 'event:';

/** Names of what conditions are about, as people know them. */
export function useAboutNames(): (about: string) => string {
  const properties = useProperties();
  const labels = useMemo(
    () =>
      new Map((properties.data?.groups ?? []).flatMap((group) => group.properties.map(({ id, label }) => [id, label]))),
    [properties.data],
  );
  return (about) => {
    if (about.startsWith(eventPrefix)) return about.slice(eventPrefix.length);
    return labels.get(about) ?? about.slice(about.indexOf('.') + 1);
  };
}
