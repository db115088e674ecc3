import { auditActions } from '@kindred/store';
import { z } from 'zod';
import { instant, pageOf, pageQuery, profileId } from './base.js';

export const auditQuery = pageQuery.extend({
  profile: profileId.optional().describe('Only what was done with this profile'),
});

export const auditPage = pageOf(
  z
    .object({
      id: z.string(),
      at: instant,
      by: z.string().describe('An e-mail address or `key:` and the name of the key'),
      action: z.enum(auditActions),
      profile: z.string().nullable().describe('Null once they were erased, and where it is about nobody'),
      traits: z.array(z.string()).readonly().describe('Names of traits that were set or removed'),
    })
    .meta({ id: 'AuditEntry' }),
);
