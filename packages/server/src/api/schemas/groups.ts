import { z } from 'zod';
import { pageOf, pageQuery, propertyBag } from './base.js';

export const groupKind = z.enum(['account', 'organization', 'userGroup', 'team', 'role']);

const groupId = z.string().min(1).max(512);

export const group = z
  .object({ id: z.string(), name: z.string().nullable(), parent: z.string().nullable(), traits: propertyBag })
  .meta({ id: 'Group' });
export const groupPage = pageOf(group);

export const groupKindParams = z.object({ kind: groupKind });
export const groupParams = z.object({ kind: groupKind, id: groupId });
export const groupMemberParams = z.object({ kind: groupKind, id: groupId, userId: z.string().min(1).max(512) });
export const groupQuery = pageQuery.extend({ search: z.string().max(200).optional() });

export const groupInput = z.strictObject({
  traits: z.record(z.string(), z.unknown()).optional().describe('Merged in; null removes a trait'),
  parent: groupId.nullable().optional(),
});
