import { z } from 'zod';
import { instant, listOf } from './base.js';
import { role } from './session.js';

const roles = z
  .record(z.string().max(64), role)
  .describe('By site, where it is another than `role`')
  .meta({ example: { main: 'editor' } });
const everywhere = role.nullable().describe('On every site that `roles` does not name; null: none there');
const email = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'An e-mail address');
const userName = z.string().trim().min(1).max(200);
const password = z
  .string()
  .min(12, 'At least 12 characters')
  .max(1024)
  .meta({ example: 'correct horse battery staple' });

export const user = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: everywhere,
    roles,
    createdAt: instant,
  })
  .meta({ id: 'User' });
export const users = listOf(user);

export const userInput = z.strictObject({
  email,
  name: userName,
  role: everywhere.default(null),
  roles: roles.default({}),
  password,
});

export const userChange = z.strictObject({
  name: userName.optional(),
  role: everywhere.optional(),
  roles: roles.optional().describe('All of them: a site that is not named has `role`'),
  password: password.optional().describe('Ends every session of theirs'),
});

export const ownPassword = z.strictObject({
  present: z.string().max(1024).describe('The present password'),
  password,
});
