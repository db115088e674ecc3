import { canonical } from './canonical.js';
import type { Criteria } from './criteria.js';

/**
 * Holds of every person, known or guest. The language has no word for it, as an empty group is a fault; where all of an
 * account's people are counted it stands for "whoever they are".
 */
export const everyone: Criteria = {
  type: 'any',
  of: [
    { type: 'property', property: 'profile.known', operator: 'equals', value: true },
    { type: 'property', property: 'profile.known', operator: 'equals', value: false },
  ],
};

const everyoneKey = canonical(everyone);

/** Whether criteria are those of everyone, as written here. */
export function isEveryone(criteria: Criteria): boolean {
  return criteria.type === 'any' && canonical(criteria) === everyoneKey;
}
