import { groupKinds, operatorsFor, type PropertyType, requestFields } from '@kindred/criteria';
import type { Warehouse } from '@kindred/warehouse';
import type { z } from 'zod';
import type { property, propertyGroups } from './schemas/vocabulary.js';

type Property = z.output<typeof property>;
type PropertyGroup = z.output<typeof propertyGroups>['groups'][number];

/** Traits listed of each kind of thing, the most usual first. */
export const mostTraits = 300;

const groupLabels = {
  account: ['Account', 'What is known of the accounts a visitor belongs to'],
  organization: ['Organization', 'What is known of a visitor’s organizations and those above them'],
  userGroup: ['User group', 'What is known of a visitor’s user groups'],
  team: ['Team', 'What is known of a visitor’s teams'],
  role: ['Role', 'What is known of a visitor’s roles'],
} as const;

/** Everything that criteria of a site can ask about: what is always there, and the traits seen so far. */
export async function paletteOf(warehouse: Warehouse, site: number): Promise<PropertyGroup[]> {
  const [user, ...groups] = await Promise.all(
    ['user', ...groupKinds].map((scope) => warehouse.analytics.paths(site, scope, mostTraits)),
  );
  return [
    {
      id: 'user',
      label: 'Person',
      description: 'What is known of the person',
      properties: [...(user ?? []).map((seen) => trait('user', seen.path, seen.types)), ...profileProperties],
    },
    ...groupKinds.map((kind, index) => ({
      id: kind,
      label: groupLabels[kind][0],
      description: groupLabels[kind][1],
      properties: [...alwaysOf(kind), ...(groups[index] ?? []).map((seen) => trait(kind, seen.path, seen.types))],
    })),
    {
      id: 'request',
      label: 'This visit',
      description: 'What is known of the present request alone; such segments are decided per request',
      properties: requestFields.map(({ id, label, type, description, values }) => ({
        ...described(`request.${id}`, label, type, description, true),
        ...(values === undefined ? {} : { values }),
      })),
    },
    { id: 'behaviour', label: 'Behaviour', description: 'What people did, how often and when', properties: [] },
    { id: 'segments', label: 'Segments', description: 'Membership of other segments', properties: [] },
  ];
}

const profileProperties: Property[] = [
  described('profile.known', 'signed in before', 'boolean', 'Whether this is a known user and no guest', false),
  described('profile.userId', 'user id', 'text', 'The id under which a known user comes', false),
];

function alwaysOf(kind: (typeof groupKinds)[number]): Property[] {
  const label = groupLabels[kind][0].toLowerCase();
  const id: Property = {
    ...described(`${kind}.id`, `${label} id`, 'text', `Id of the ${label}`, false),
    values: 'suggest',
  };
  if (kind !== 'organization') return [id];
  const above = 'Ids of the organizations above it';
  return [
    id,
    { ...described('organization.ancestorIds', 'ids of those above', 'textList', above, false), values: 'suggest' },
  ];
}

function trait(scope: string, path: string, types: readonly string[]): Property {
  const type = propertyTypeOf(types);
  const seen = described(`${scope}.${path}`, labelOf(path), type, `Trait “${path}”`, false);
  if (type !== 'text' && type !== 'textList') return seen;
  const operators = type === 'text' && isDated(types) ? [...dateOperators, ...seen.operators] : seen.operators;
  return { ...seen, operators, values: 'suggest' };
}

function described(id: string, label: string, type: PropertyType, description: string, requestTime: boolean): Property {
  return { id, label, type, operators: operatorsFor(type), description, requestTime };
}

/** What dates can be asked beside what any text can. */
const dateOperators = operatorsFor('date').filter((operator) => !operatorsFor('text').includes(operator));

/** Whether everything seen is text that reads as a date. */
function isDated(types: readonly string[]): boolean {
  return types.includes('date') && types.every((type) => type === 'date' || type === 'text');
}

/** The type of values seen; text where they differ. */
function propertyTypeOf(types: readonly string[]): PropertyType {
  const list = types.some((type) => /list|array/i.test(type));
  if (list) return 'textList';
  if (types.length > 0 && types.every((type) => /number|int|float|decimal/i.test(type))) return 'number';
  if (types.length > 0 && types.every((type) => /bool/i.test(type))) return 'boolean';
  if (types.length > 0 && types.every((type) => /date/i.test(type))) return 'date';
  return 'text';
}

/** `openAccounts` and `address.post_code` as words: “open accounts”, “address post code”. */
function labelOf(path: string): string {
  return path
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase();
}
