import { textTraitsSearched } from '@kindred/warehouse';
import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { anonymousIdsSearched } from '../../segments/people-search.js';
import { instant, pageOf, pageQuery, profileId, propertyBag } from './base.js';
import { explanation, membersAsOf, partial } from './criteria.js';
import { segmentReference } from './references.js';

export const profileSummary = z
  .object({
    id: z.string(),
    userId: z.string().nullable(),
    anonymousIds: z.array(z.string()).readonly(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    known: z.boolean(),
    firstSeen: instant,
    lastSeen: instant,
  })
  .meta({ id: 'ProfileSummary' });

export const profilePage = pageOf(profileSummary);

export const profile = profileSummary
  .extend({
    traits: propertyBag,
    traitTimes: z.record(z.string(), instant).describe('When each trait was set to what it is'),
    groups: z
      .record(z.string(), z.array(z.object({ id: z.string(), name: z.string().nullable() })))
      .describe('By kind: account, organization, userGroup, team, role'),
    memberships: z.array(z.object({ segment: segmentReference, since: instant })),
    roles: z
      .array(
        z.object({
          id: z.string(),
          name: z.string().nullable(),
          assigned: z.boolean().describe('Whether they belong to it, whatever segments say'),
          segments: z.array(segmentReference).describe('Live and batch segments that give it to them'),
        }),
      )
      .describe('Every role that they have, and what it comes from'),
  })
  .meta({ id: 'Profile' });

export const traitSources = z
  .object({
    items: z.array(
      z.object({
        trait: z.string(),
        at: instant.describe('When it was set to what it is'),
        source: z
          .object({
            kind: z
              .enum(['user', 'import', 'library', 'call'])
              .describe('Somebody by hand; an import of people; a library that told its name; a call that did not'),
            name: z.string().nullable().describe('Of the user or key, the file, or the library with its version'),
          })
          .nullable()
          .describe('Null where it cannot be told: calls of one instant came from several'),
      }),
    ),
  })
  .meta({ id: 'TraitSources' });

export const profileQuery = pageQuery.extend({
  search: z
    .string()
    .max(200)
    .optional()
    .describe(
      `Words, each of which is a piece of the user id, e-mail, name or another text trait (of those the ${textTraitsSearched} most usual), in any order; or the beginning of an anonymous id, of these the first ${anonymousIdsSearched} in their order`,
    ),
  known: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

export const profileLookup = z
  .object({ userId: z.string().min(1).max(512).optional(), anonymousId: z.string().min(1).max(512).optional() })
  .refine(
    (query) => query.userId !== undefined || query.anonymousId !== undefined,
    rule('identity_needed', 'userId or anonymousId is needed'),
  );

export const profileParams = z.object({ id: profileId });

/** Traits to set, by name or dotted path; null removes one. */
export const profileChange = z.strictObject({
  traits: z
    .record(z.string().min(1).max(500), z.unknown())
    .refine((traits) => Object.keys(traits).length > 0, rule('too_small', 'At least one trait')),
});

export const joinInput = z.strictObject({
  anonymousId: z.string().min(1).max(512).describe('The id under which the same person came without signing in'),
});

export const visitorEventQuery = pageQuery.extend({
  name: z.string().min(1).max(200).optional().describe('Only events of this name'),
});

export const visitorEvent = z.object({
  messageId: z.string(),
  type: z.string(),
  name: z.string(),
  time: instant,
  properties: propertyBag,
  context: propertyBag,
});
export const visitorEventPage = pageOf(visitorEvent);

export const visitorSessionPage = pageOf(
  z.object({
    start: instant,
    end: instant,
    events: z.number(),
    pages: z.number(),
    entry: z.string().nullable(),
    exit: z.string().nullable(),
  }),
);

export const reasons = z.object({
  items: z.array(
    z.object({
      segment: segmentReference,
      matches: z.boolean().nullable(),
      since: instant.nullable(),
      explanation,
      by: z
        .enum(['criteria', 'included', 'excluded', 'guest'])
        .describe('What decided: precedence is excluded, included, criteria'),
      membersAsOf,
      partial,
    }),
  ),
});
