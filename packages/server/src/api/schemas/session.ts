import { z } from 'zod';
import { site } from './sites.js';

export const signIn = z.strictObject({ email: z.string().max(320), password: z.string().max(1024) });

export const role = z.enum(['viewer', 'editor', 'admin']);

export const session = z
  .object({
    user: z.object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      role: role.nullable().describe('On sites without a role of their own for this user'),
    }),
    csrf: z.string().describe('Send as `X-CSRF-Token` with everything but GET'),
    sites: z.array(site.extend({ role: role.describe('What this user may do there') })).readonly(),
  })
  .meta({ id: 'Session' });
