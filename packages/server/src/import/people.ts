import { flattenWithRemovals, groupKinds, isGroupKind, PropertyLimitError } from '@kindred/criteria';
import { z } from 'zod';
import { text } from '../api/schemas/base.js';
import type { PersonImport } from '../engine/contract.js';
import { usableId } from '../engine/identities.js';
import { readInput, sentenceOf } from '../http/input-faults.js';
import { CallFault, defaultLimits, readTime, requireUsable, requireUsableGroup } from '../ingest/index.js';

const id = text.min(1).max(defaultLimits.idLength);

/** A line of a people import. */
export const personLine = z.strictObject({
  userId: id,
  anonymousIds: z.array(id).max(100).optional(),
  traits: z.record(z.string(), z.unknown()).nullish(),
  groups: z
    .array(z.strictObject({ kind: z.string().refine(isGroupKind, `One of ${groupKinds.join(', ')}`), id }))
    .max(1000)
    .optional(),
  firstSeen: z.union([z.string(), z.number()]).nullish(),
});

/**
 * Reads one line of people: `{userId, anonymousIds?, traits?, groups?: [{kind, id}], firstSeen?}`.
 *
 * @throws CallFault
 */
export function readPerson(value: unknown): PersonImport {
  const line = readInput(personLine, value);
  if ('faults' in line) {
    const [fault] = line.faults;
    throw new CallFault('invalid_person', line.faults.map(sentenceOf).join(' '), fault.path);
  }
  const { userId, anonymousIds = [], traits, groups = [], firstSeen } = line.value;
  return {
    userId: requireUsable(userId, 'userId'),
    // Those that stand for nobody are left out, as of an event that has a usable id too.
    anonymousIds: anonymousIds.filter((one) => usableId(one) !== null),
    traits: readTraits(traits),
    groups: groups.map((group, index) => ({ ...group, id: requireUsableGroup(group.id, `groups.${index}.id`) })),
    firstSeen: firstSeen === undefined || firstSeen === null ? null : readFirstSeen(firstSeen),
  };
}

function readFirstSeen(value: string | number): number {
  const time = readTime(value);
  if (time === null) throw new CallFault('invalid_timestamp', 'firstSeen must be an ISO 8601 date-time.', 'firstSeen');
  return time;
}

function readTraits(traits: unknown): PersonImport['traits'] {
  try {
    return flattenWithRemovals(traits);
  } catch (error) {
    if (!(error instanceof PropertyLimitError)) throw error;
    throw new CallFault(error.code, `${error.message}.`, `traits.${error.path}`);
  }
}
