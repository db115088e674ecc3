import { flattenLimits } from '@kindred/criteria';
import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { scheduleInput } from '../../schedule.js';
import { ignored, instant, languageQuery, listOf, localized, pageOf, pageQuery, propertyBag } from './base.js';
import { criteriaInput, criteriaOutput } from './criteria.js';
import { profileSummary } from './profiles.js';
import { segmentReference } from './references.js';

/** Only the server says it. */
const readOnly = { readOnly: true } as const;

const readOnlyShape = {
  id: z.string().meta(readOnly),
  kind: z
    .enum(['live', 'batch', 'requestTime'])
    .describe(
      '`live`: kept by every event and instant; `batch`: it has a `schedule`, and its members are those of its last run; `requestTime`: decided per request',
    )
    .meta(readOnly),
  state: z
    .enum(['inactive', 'backfilling', 'ready', 'failed', 'disabled'])
    .describe(
      '`backfilling`: its past is counted, or a run goes on; `failed`: that did not succeed and is tried again; `disabled`: what it refers to is gone, or is not known to this version. `error` says more; the last good members stay where there were any',
    )
    .meta(readOnly),
  size: z
    .number()
    .int()
    .nullable()
    .describe('Members now; null for request-time and never-ready segments')
    .meta(readOnly),
  progress: z
    .object({ done: z.number(), total: z.number().nullable() })
    .nullable()
    .describe('People looked at of people in all; null while nothing is being counted')
    .meta(readOnly),
  error: z.string().nullable().meta(readOnly),
  lastChange: instant
    .nullable()
    .describe('When somebody last entered or exited; null where nobody has in 90 days')
    .meta(readOnly),
  approximate: z
    .number()
    .int()
    .describe(
      'People with more events than are kept live of one of its conditions: SQL decides it for them, after each further event and every five minutes. A schedule makes a segment of such people plain',
    )
    .meta(readOnly),
  lastRun: z
    .object({
      at: instant.describe('The instant that its answer is of'),
      finishedAt: instant,
      entered: z.number().int(),
      exited: z.number().int(),
    })
    .nullable()
    .describe('The last run of a batch segment that succeeded; null before the first, and of other kinds')
    .meta(readOnly),
  nextRun: instant.nullable().describe('Of an active batch segment; after a failure sooner').meta(readOnly),
  version: z.number().int().meta(readOnly),
  createdAt: instant.meta(readOnly),
  updatedAt: instant.meta(readOnly),
  updatedBy: z.string().meta(readOnly),
  sentence: z.string().describe('The criteria in words').meta(readOnly),
  criteriaHash: z.string().describe('Equal for criteria of one canonical form').meta(readOnly),
  inheritedFrom: z
    .string()
    .nullable()
    .describe('Segment of the global site that this one is of, and where alone it is changed; null: the site’s own')
    .meta(readOnly),
};

const subjectShape = z.enum(['person', 'account']).describe('What its members are');
const memberId = z.string().min(1).max(500).describe('Id of a profile; of an account, in segments of accounts');

export const segmentNotes = z
  .record(z.string(), z.unknown())
  .nullable()
  .describe(
    'What an editor keeps beside the criteria, such as names of groups and muted conditions. It has no effect; a change without it clears it',
  );

export const segmentSchedule = scheduleInput
  .nullable()
  .describe(
    'When it runs, which makes it a batch segment: between two runs nobody enters or exits. Null: it is live, or decided per request',
  );

export const segmentRole = z
  .strictObject({
    id: z.string().min(1).max(500).describe('Id of the role, a group of this kind; it need not have been seen yet'),
    scope: z
      .enum(['site', 'global'])
      .describe('`global`: at every site, which segments of the global site alone can give; `site`: at this one'),
  })
  .meta({ id: 'SegmentRole' });

const segmentEditors = z
  .array(z.string().min(1).max(100))
  .max(200)
  .readonly()
  .nullable()
  .describe(
    'Users and API keys, by id, that may change it beside administrators of the site; null: everybody with the role editor',
  );

export const segment = z
  .object({
    ...readOnlyShape,
    key: z.string().describe('Unique in the site; what code asks for'),
    subject: subjectShape,
    name: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    criteria: criteriaOutput,
    includeGuests: z.boolean(),
    includes: z.array(z.string()),
    excludes: z.array(z.string()),
    public: z.boolean().describe('May publishable decide keys learn of it?'),
    active: z.boolean(),
    schedule: segmentSchedule,
    notes: segmentNotes,
    roles: z.array(segmentRole).readonly().describe('That its members have as long as they are'),
    editors: segmentEditors,
  })
  .meta({ id: 'Segment' });

export const segmentKey = z
  .string()
  .max(100)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'Lower-case letters, digits and hyphens');

/** Audience fields shared by a segment's definition and by previews of unsaved ones. */
export const audienceInput = z.strictObject({
  subject: subjectShape.optional().describe('What the members are; people where absent. Cannot be changed'),
  criteria: criteriaInput,
  includeGuests: z.boolean().optional().describe('Default: on, unless a condition can hold of known users only'),
  includes: z.array(memberId).max(10_000).optional(),
  excludes: z.array(memberId).max(10_000).optional(),
});

export const segmentInput = z.strictObject({
  ...audienceInput.shape,
  key: segmentKey.optional().describe('Default: made from the name'),
  name: localized.refine(
    (name) => Object.values(name).some((text) => text.trim() !== ''),
    rule('too_small', 'At least one name'),
  ),
  description: localized.optional(),
  public: z.boolean().optional(),
  active: z.boolean().optional().describe('Default: false on creation, unchanged on update'),
  schedule: segmentSchedule.optional().describe('Default: null on creation, unchanged on update'),
  notes: segmentNotes.optional(),
  roles: z
    .array(segmentRole)
    .max(100)
    .optional()
    .describe('Roles of owners and administrators are refused. Default: none on creation, unchanged on update'),
  editors: segmentEditors
    .optional()
    .describe('Only administrators change it. Default: null on creation, unchanged on update'),
});

const ignoredShape = {
  id: ignored,
  kind: ignored,
  state: ignored,
  size: ignored,
  progress: ignored,
  error: ignored,
  lastChange: ignored,
  approximate: ignored,
  lastRun: ignored,
  nextRun: ignored,
  version: ignored,
  createdAt: ignored,
  updatedAt: ignored,
  updatedBy: ignored,
  sentence: ignored,
  criteriaHash: ignored,
  inheritedFrom: ignored,
} satisfies Record<keyof typeof readOnlyShape, typeof ignored>;

/** A changed definition: what was read may be sent back whole, what only the server says in it is ignored. */
export const segmentUpdate = z.strictObject({
  ...ignoredShape,
  ...segmentInput.shape,
});

export const segmentQuery = pageQuery.extend({
  ...languageQuery.shape,
  search: z.string().max(200).optional(),
  state: z.enum(['inactive', 'backfilling', 'ready', 'failed', 'disabled']).optional(),
  kind: z.enum(['live', 'batch', 'requestTime']).optional(),
  sort: z.enum(['name', '-name', 'size', '-size', 'updatedAt', '-updatedAt']).default('name'),
});

export const segmentPage = pageOf(segment);

/** What refers to a segment. */
export const segmentUses = listOf(segmentReference).extend({
  elsewhere: z
    .array(segmentReference.extend({ site: z.string() }))
    .describe('At other sites that share this segment of the global one, where the caller may see them'),
  hidden: z.number().int().describe('How many there are at sites that the caller may not see'),
});

/** An account as a member of segments. */
export const accountSummary = z
  .object({ id: z.string(), name: z.string().nullable(), people: z.number().int().describe('Who belong to it') })
  .meta({ id: 'AccountSummary' });
/**
 * Traits shown beside each member, by dotted path. One value is of paths separated by commas; of several each is a path,
 * which may have commas in it.
 */
const columns = z
  .union([z.string().max(2_000), z.array(z.string())])
  .optional()
  .transform((given = '') => (typeof given === 'string' ? given.split(',') : given))
  .transform((paths) => [...new Set(paths.filter((path) => path !== ''))])
  .pipe(z.array(z.string().max(flattenLimits.path)).max(20))
  .describe(
    'Paths of up to 20 traits to answer with each member: separated by commas, or the parameter repeated, once for each path as it is. One alone that has a comma is given twice',
  )
  .meta({ example: 'plan,address.city' });

export const personSorts = ['lastSeen', '-lastSeen', 'firstSeen', '-firstSeen'] as const;
export const accountSorts = ['name', '-name', 'people', '-people', 'since', '-since'] as const;

export const memberQuery = pageQuery.extend({
  search: z
    .string()
    .max(200)
    .optional()
    .describe('A piece of user id, e-mail or name; of accounts of their id or of the text of any trait'),
  known: z.enum(['true', 'false']).optional().describe('Known users, or guests. Of people only'),
  people: z.enum(['true', 'false']).optional().describe('Accounts with people, or without any. Of accounts only'),
  sort: z
    .enum([...personSorts, ...accountSorts])
    .optional()
    .describe(
      '`lastSeen` and `firstSeen` of people, `name`, `people` and `since` of accounts. Default: as they were recorded; of what is searched or chosen by kind `-lastSeen`, of accounts `name`',
    ),
  columns,
});

const ofMember = { since: instant, traits: propertyBag.optional().describe('Those asked for') };

export const memberPage = pageOf(z.union([profileSummary.extend(ofMember), accountSummary.extend(ofMember)]));

export const change = z
  .object({
    id: z.string(),
    segment: segmentReference,
    subject: subjectShape,
    profile: profileSummary.optional().describe('Whom it is about, where it is a person'),
    account: accountSummary.optional().describe('What it is about, where it is an account'),
    kind: z.enum(['entered', 'exited']),
    at: instant,
    cause: z
      .string()
      .describe(
        '`event:<messageId>`, `trait:<messageId>`, `group:<kind>/<id>`, `time`, `merge`, `unmerge` (an id was parted from a user), `erasure`, `undo` (an import was taken back), `mend`, `first-seen`, `known`, `edit` (of an active segment), `import`, `schedule` (a run of a batch segment), or `backfill`: found by counting the past, as on activation',
      ),
  })
  .meta({ id: 'Change' });
export const changePage = pageOf(change);

const ranked = z.array(
  z.object({
    value: z.string(),
    segment: z.object({ people: z.number(), count: z.number() }),
    everyone: z.object({ people: z.number(), count: z.number() }),
  }),
);

export const reportQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });

export const report = z.object({
  from: instant,
  to: instant,
  people: z.object({ segment: z.number(), everyone: z.number() }).describe('People active in this time'),
  pages: ranked,
  events: ranked,
  days: z
    .array(z.object({ day: z.string(), entered: z.number(), exited: z.number() }))
    .describe(
      'Enters and exits of each day, without those found by counting the past (causes `backfill` and `import`)',
    ),
});

export const possibleEditor = z
  .object({ id: z.string(), kind: z.enum(['user', 'key']), name: z.string() })
  .meta({ id: 'PossibleEditor' });
