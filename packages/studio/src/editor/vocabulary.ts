import {
  type Criteria,
  canonical,
  isGroupKind,
  pathOf,
  type SentenceOptions,
  scopeOf,
  sentence,
} from '@kindred/criteria';
import { useMemo } from 'react';
import { useSegmentNames } from '../api/segments.js';
import { useSite } from '../api/session.js';
import type { Property, PropertyType } from '../api/types.js';
import { useEventNames, useProperties, useValues } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { carryValue, startingPoint } from './comparison-draft.js';
import { type NodeDraft, newBucket, newEvent, newPeople, newProperty, newSegment } from './draft.js';
import { nodeOf } from './opened-draft.js';
import { placesAmong } from './places.js';
import { recentConditions } from './recent-conditions.js';
import { newSequence } from './sequence-draft.js';
import { useWording } from './useWording.js';

/** Something that a condition can be about. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly kind: 'property' | 'event' | 'sequence' | 'segment' | 'bucket' | 'people' | 'recent';
  readonly type: PropertyType | null;
  readonly requestTime: boolean;
  /** False for a usual name that nobody has sent yet. */
  readonly seen: boolean;
  /** A new condition about it. */
  make(): NodeDraft;
}

export interface PaletteGroup {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly items: readonly PaletteItem[];
}

/** Conditions are about a visitor or an account, or, inside a behaviour, about one of its events. */
export type PaletteScope =
  | { readonly of: 'visitor' | 'account'; readonly editing: string | null }
  | { readonly of: 'event'; readonly event: string };

/** The scope of the conditions on one event; the same object while the event is the same. */
export function useEventScope(event: string): PaletteScope {
  return useMemo(() => ({ of: 'event', event }), [event]);
}

function propertyItem(property: Property): PaletteItem {
  return {
    id: property.id,
    label: titled(property.label),
    description: property.description,
    kind: 'property',
    type: property.type,
    requestTime: property.requestTime,
    seen: property.seen,
    make: () => {
      const { operator, value, as } = startingPoint(property.type, property.operators);
      return newProperty(property.id, operator, value, as);
    },
  };
}

/** A place, whose latitude and longitude are properties of their own. */
function placeItem(id: string): PaletteItem {
  return {
    id,
    label: translator('editor')('palette.place', { name: titled(pathOf(id)) }),
    description: translator('editor')('palette.placeAbout'),
    kind: 'property',
    type: null,
    requestTime: false,
    seen: true,
    make: () => newProperty(id, 'near', carryValue(null, 'near', null)),
  };
}

/** A property by its id alone, for those that the palette does not list. */
export function customItem(id: string): PaletteItem {
  return {
    id,
    label: id,
    description: translator('editor')('palette.custom'),
    kind: 'property',
    type: 'text',
    requestTime: scopeOf(id) === 'request',
    seen: true,
    make: () => newProperty(id, 'equals', null),
  };
}

const contextFields = [
  ['context.page.path', 'pagePath'],
  ['context.page.url', 'pageUrl'],
  ['context.page.title', 'pageTitle'],
  ['context.page.referrer', 'referrer'],
  ['context.campaign.source', 'campaignSource'],
  ['context.campaign.medium', 'campaignMedium'],
  ['context.campaign.name', 'campaignName'],
  ['context.locale', 'locale'],
  ['context.timezone', 'timezone'],
  ['context.userAgent', 'userAgent'],
] as const;

/** A label as it begins a condition: with a capital letter. */
function titled(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** Palette of one scope, with loading and error of what it is made of. */
export function usePalette(scope: PaletteScope) {
  const properties = useProperties();
  const segments = useSegmentNames();
  const events = useEventNames('');
  const event = scope.of === 'event' ? scope.event : null;
  const editing = scope.of === 'event' ? null : scope.editing;
  const ofAccounts = scope.of === 'account';
  const { site, session } = useSite();
  const wording = useWording(ofAccounts ? 'account' : 'person');

  const groups = useMemo((): readonly PaletteGroup[] => {
    if (event !== null) return eventGroups(events.data?.items.find((each) => each.name === event)?.properties ?? []);
    const asked = (properties.data?.groups ?? []).filter(
      ({ id }) => !ofAccounts || id === 'account' || id === 'segments',
    );
    const groups = asked.map((group) => {
      const items = group.properties.map(propertyItem);
      items.push(...placesAmong(group.properties).map(placeItem));
      if (group.id === 'behaviour') {
        const names = events.data?.items ?? [];
        items.push(
          sequenceItem(),
          ...names.map((each) => eventItem(each.name, translator('editor')('palette.seen', { count: each.count }))),
        );
      }
      if (group.id === 'segments') {
        if (!ofAccounts) items.push(bucketItem());
        // An account is in segments of accounts only; a person is in those of its accounts too.
        const others = (segments.data ?? []).filter(
          ({ id, subject }) => id !== editing && (!ofAccounts || subject === 'account'),
        );
        items.push(
          ...others.map((each) =>
            segmentItem(each.id, localName(each.name), each.sentence, each.kind === 'requestTime'),
          ),
        );
      }
      return { id: group.id, label: group.label, description: group.description, items };
    });
    const t = translator('editor');
    const recent = recentConditions(localStorage, site.id, session.user.id, ofAccounts ? 'account' : 'person');
    if (recent.length > 0) {
      const items = recent.map((criteria) => recentItem(criteria, wording));
      groups.push({ id: 'recent', label: t('palette.recent'), description: t('palette.recentAbout'), items });
    }
    return ofAccounts ? [peopleGroup(), ...groups] : groups;
  }, [event, editing, ofAccounts, properties.data, segments.data, events.data, site.id, session.user.id, wording]);

  return {
    groups,
    isPending: event === null ? properties.isPending : events.isPending,
    error: properties.error ?? events.error ?? segments.error,
    retry: () => Promise.all([properties.refetch(), events.refetch(), segments.refetch()]),
  };
}

/** A condition that was saved lately, by what it says. */
function recentItem(criteria: Criteria, wording: SentenceOptions): PaletteItem {
  const said = sentence(criteria, wording);
  return {
    id: `recent:${canonical(criteria)}`,
    label: said,
    description: said,
    kind: 'recent',
    type: null,
    requestTime: false,
    seen: true,
    make: () => nodeOf(criteria),
  };
}

const sequenceItem = (): PaletteItem => ({
  id: 'sequence',
  label: translator('editor')('palette.sequence'),
  description: translator('editor')('palette.sequenceAbout'),
  kind: 'sequence',
  type: null,
  requestTime: false,
  seen: true,
  make: () => newSequence(),
});

const peopleItem = (): PaletteItem => ({
  id: 'people',
  label: translator('editor')('palette.people'),
  description: translator('editor')('palette.peopleAbout'),
  kind: 'people',
  type: null,
  requestTime: false,
  seen: true,
  make: newPeople,
});

const peopleGroup = (): PaletteGroup => ({
  id: 'people',
  label: translator('editor')('palette.itsPeople'),
  description: translator('editor')('palette.itsPeopleAbout'),
  items: [peopleItem()],
});

const bucketItem = (): PaletteItem => ({
  id: 'bucket',
  label: translator('editor')('palette.share'),
  description: translator('editor')('palette.shareAbout'),
  kind: 'bucket',
  type: null,
  requestTime: false,
  seen: true,
  make: newBucket,
});

function eventItem(name: string, description: string): PaletteItem {
  return {
    id: `event:${name}`,
    label: name,
    description,
    kind: 'event',
    type: null,
    requestTime: false,
    seen: true,
    make: () => newEvent(name),
  };
}

function segmentItem(id: string, label: string, description: string, requestTime: boolean): PaletteItem {
  return {
    id: `segment:${id}`,
    label,
    description,
    kind: 'segment',
    type: null,
    requestTime,
    seen: true,
    make: () => newSegment(id),
  };
}

function eventGroups(names: readonly string[]): readonly PaletteGroup[] {
  const t = translator('editor');
  const item = (id: string, label: string): PaletteItem => ({ ...customItem(id), label, description: id });
  const own = names.map((name) => (scopeOf(name) === null ? `properties.${name}` : name));
  return [
    {
      id: 'properties',
      label: t('palette.ofEvent'),
      description: t('palette.ofEventAbout'),
      items: own.filter((id) => id.startsWith('properties.')).map((id) => item(id, titled(pathOf(id)))),
    },
    {
      id: 'context',
      label: t('palette.context'),
      description: t('palette.contextAbout'),
      items: contextFields.map(([id, label]) => item(id, t(`context.${label}`))),
    },
  ];
}

/** What the palette knows of one property. */
export interface KnownProperty {
  readonly label: string;
  /** Whose it is, "Organization" or "This visit", where it is not the person's own: names repeat among them. */
  readonly owner: string | null;
  readonly property: Property | null;
}

/** Finds a property's label and type; families such as cookies by their beginning. */
export function usePropertyOf(id: string): KnownProperty {
  const { data } = useProperties();
  return useMemo(() => {
    const groups = data?.groups ?? [];
    const scope = scopeOf(id);
    const owned = scope !== null && (isGroupKind(scope) || scope === 'request');
    const owner = owned ? (groups.find((group) => group.id === scope)?.label ?? null) : null;
    for (const property of groups.flatMap((group) => group.properties)) {
      if (property.id === id || (property.id.endsWith('.') && id.startsWith(property.id))) {
        return { label: titled(property.label), owner, property };
      }
    }
    const context = contextFields.find(([field]) => field === id);
    const label = context === undefined ? titled(pathOf(id) || id) : translator('editor')(`context.${context[1]}`);
    return { label, owner, property: null };
  }, [data, id]);
}

/** The type of an event's property, told from the values that came in; text where there are none. */
export function useGuessedType(property: string, event: string | null, enabled: boolean): PropertyType {
  const { data } = useValues(property, event, '', enabled && event !== null);
  const values = data?.items ?? [];
  if (values.length === 0) return 'text';
  if (values.every((each) => typeof each.value === 'number')) return 'number';
  if (values.every((each) => typeof each.value === 'boolean')) return 'boolean';
  return 'text';
}
