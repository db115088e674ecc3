import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { instant } from './base.js';
import { role } from './session.js';

export const key = z
  .object({
    id: z.string(),
    type: z.enum(['write', 'decide', 'api']),
    role: role.nullable().describe('API keys only'),
    name: z.string(),
    hint: z.string().describe('Last four characters'),
    publishable: z.string().nullable().describe('The whole key, of write and decide keys only'),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'Key' });

export const keyInput = z
  .strictObject({
    type: z.enum(['write', 'decide', 'api']),
    role: role.optional().describe('Needed for API keys'),
    name: z.string().trim().min(1).max(200),
  })
  .refine((input) => input.type !== 'api' || input.role !== undefined, {
    path: ['role'],
    ...rule('role_needed', 'An API key needs a role: viewer, editor or admin'),
  });

export const createdKey = key.extend({ secret: z.string().describe('The whole key; shown this once') });
