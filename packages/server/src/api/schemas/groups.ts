import { z } from 'zod';
import { instant, pageOf, pageQuery, propertyBag } from './base.js';
import { explanation, membersAsOf } from './criteria.js';
import { profileSummary, visitorEvent } from './profiles.js';
import { segmentReference } from './references.js';

export const groupKind = z.enum(['account', 'organization', 'userGroup', 'team', 'role']);

const groupId = z.string().min(1).max(512);

export const group = z
  .object({
    kind: groupKind,
    id: z.string(),
    name: z.string().nullable(),
    parent: z.string().nullable(),
    traits: propertyBag,
  })
  .meta({ id: 'Group' });

export const groupSummary = group
  .extend({
    parentName: z.string().nullable().describe('What the group right above it is called, where that is known'),
    people: z.number().describe('Who belong to the group itself'),
    children: z.number().describe('Groups right below it'),
  })
  .meta({ id: 'GroupSummary' });
export const groupPage = pageOf(groupSummary);

export const groupDetail = groupSummary
  .extend({
    ancestors: z
      .array(z.object({ id: z.string(), name: z.string().nullable() }))
      .describe('The groups above it, the nearest first'),
    peopleWithin: z.number().describe('Who belong to it or to a group below it'),
    memberships: z
      .array(z.object({ segment: segmentReference, since: instant }))
      .describe('Segments of accounts that it is in; of other kinds of groups there are none'),
  })
  .meta({ id: 'GroupDetail' });

export const groupKindParams = z.object({ kind: groupKind });
export const groupParams = z.object({ kind: groupKind, id: groupId });
export const accountParams = z.object({ id: groupId });
export const groupMemberParams = z.object({ kind: groupKind, id: groupId, userId: z.string().min(1).max(512) });

export const groupSearchQuery = pageQuery.extend({
  search: z.string().max(200).optional().describe('A piece of id or name'),
});
export const groupQuery = groupSearchQuery.extend({
  sort: z.enum(['id', '-id', 'name', '-name', 'people', '-people']).default('id'),
  parent: z
    .string()
    .max(512)
    .optional()
    .describe('Only groups right below this one; empty: only those that are below none'),
});

const within = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')
  .describe('Of the groups below it, too');

export const groupPeopleQuery = pageQuery.extend({
  within,
  search: z.string().max(200).default('').describe('As in /v1/profiles'),
  known: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  sort: z.enum(['lastSeen', '-lastSeen', 'firstSeen', '-firstSeen']).default('-lastSeen'),
});

export const groupEventsQuery = pageQuery.extend({ within });
export const groupEventPage = pageOf(
  visitorEvent.extend({ profile: profileSummary.nullable().describe('Who did it; null of somebody erased meanwhile') }),
);

export const accountReasons = z.object({
  items: z.array(
    z.object({
      segment: segmentReference,
      matches: z.boolean().nullable(),
      since: instant.nullable(),
      explanation,
      by: z.enum(['criteria', 'included', 'excluded']).describe('What decided: excluded, included, criteria'),
      membersAsOf,
    }),
  ),
});

export const groupInput = z.strictObject({
  traits: z.record(z.string(), z.unknown()).optional().describe('Merged in; null removes a trait'),
  parent: groupId.nullable().optional(),
});
