import { useMemo } from 'react';
import type { Aspect } from '../../api/insight.js';
import type { Segment } from '../../api/types.js';
import { useEventNames, useProperties } from '../../api/vocabulary.js';
import { translator } from '../../language/translator.js';
import { aspectCode, aspectOf, isComparable, isPersonal } from './aspect.js';

export interface AspectGroup {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

/** Over which last days behaviour is compared until somebody says otherwise. */
export const usualDays = 30;

/** Everything people, or accounts, can be told apart by, in groups, by its code; how to name each; and what to begin with. */
export function useAspects(subject: Segment['subject']) {
  const properties = useProperties();
  const events = useEventNames('');
  const groups = useMemo((): readonly AspectGroup[] => {
    const t = translator('insight');
    const stored = (properties.data?.groups ?? []).map(({ label, properties: of }) => ({
      group: label,
      items: of
        .filter((property) => isComparable(property, subject))
        .map((property) => ({ value: property.id, label: property.label })),
    }));
    const done = (events.data?.items ?? []).map(({ name }) => ({
      value: aspectCode({ event: name, days: usualDays }),
      label: name,
    }));
    if (subject === 'account') return stored.filter(({ items }) => items.length > 0);
    return [...stored, { group: t('aspect.events'), items: done }].filter(({ items }) => items.length > 0);
  }, [properties.data, events.data, subject]);
  const labels = useMemo(
    () => new Map(groups.flatMap(({ items }) => items.map(({ value, label }) => [value, label]))),
    [groups],
  );
  const first = useMemo(
    () =>
      groups
        .flatMap(({ items }) => items.map(({ value }) => value))
        .filter((code) => 'property' in aspectOf(code) && code !== 'profile.known' && !isPersonal(code))
        .slice(0, 4),
    [groups],
  );
  return {
    groups,
    first,
    isPending: properties.isPending || events.isPending,
    error: properties.error ?? events.error,
    nameOf: (aspect: Aspect): string =>
      'event' in aspect
        ? translator('insight')('aspect.event', { event: aspect.event, days: aspect.days })
        : (labels.get(aspect.property) ?? aspect.property),
  };
}
