import { z } from 'zod';
import { instant, pageOf } from './base.js';
import { criteriaOutput } from './criteria.js';
import { segmentNotes, segmentRole, segmentSchedule } from './segments.js';

export const segmentVersion = z
  .object({
    version: z.number().int(),
    at: instant,
    by: z.string().describe('The user, or the key of the program'),
    restored: z.number().int().nullable().describe('The earlier version that it brought back; null: none'),
    changes: z
      .array(
        z.object({
          what: z.enum([
            'created',
            'activated',
            'deactivated',
            'key',
            'name',
            'description',
            'criteria',
            'includeGuests',
            'includes',
            'excludes',
            'public',
            'kind',
            'schedule',
            'roles',
            'editors',
          ]),
          details: z
            .array(z.string())
            .describe('Of criteria each change in words; of other members what they were and what they became'),
          added: z.number().int().describe('Members added by name'),
          removed: z.number().int(),
        }),
      )
      .describe('Against the version before. None: saved without a change in meaning'),
    definition: z
      .object({
        key: z.string(),
        name: z.record(z.string(), z.string()),
        description: z.record(z.string(), z.string()),
        criteria: criteriaOutput,
        includeGuests: z.boolean(),
        includes: z.array(z.string()),
        excludes: z.array(z.string()),
        public: z.boolean(),
        active: z.boolean(),
        schedule: segmentSchedule,
        notes: segmentNotes,
        roles: z.array(segmentRole),
      })
      .describe('What it was then, in the form of `PUT /v1/segments/{id}`'),
    sentence: z.string(),
  })
  .meta({ id: 'SegmentVersion' });

export const segmentVersionPage = pageOf(segmentVersion);
