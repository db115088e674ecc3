import { fold, type SegmentSubject } from '@kindred/criteria';
import type { SegmentRole } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import type { Fault } from '../http/errors.js';
import type { Refusal } from './refusals.js';

/** A role of which the name ends in one of these is somebody's to give: whoever meets some conditions owns nothing by it. */
const ownersWords: ReadonlySet<string> = new Set([
  'owner',
  'owners',
  'admin',
  'admins',
  'administrator',
  'administrators',
]);

/**
 * What is wrong with the roles that a segment is to give.
 *
 * @param global whether its site is the global one, whose segments alone give roles that count at every site
 * @param sites all that there are, each of which has its own names of roles
 */
export function rolesRefusal(
  engine: Pick<Engine, 'group'>,
  { id: site, global, sites }: { readonly id: number; readonly global: boolean; readonly sites: readonly number[] },
  subject: SegmentSubject,
  roles: readonly SegmentRole[],
): readonly Refusal[] {
  const faults: Fault[] = [];
  if (subject === 'account' && roles.length > 0) {
    const message = 'Its members are accounts, and only people have roles';
    faults.push({ path: 'roles', code: 'not_allowed_here', message, expected: 'no roles' });
  }
  for (const [index, { id, scope }] of roles.entries()) {
    const ownersAt = (at: number): boolean => {
      const name = engine.group(at, 'role', id)?.traits.name;
      return typeof name === 'string' && isOwners(name);
    };
    const here = isOwners(id) || ownersAt(site);
    if (here || (scope === 'global' && global && sites.some(ownersAt))) {
      faults.push({
        path: `roles[${index}].id`,
        code: 'owner_role',
        message: `“${id}” is a role of owners or administrators${here ? '' : ' at another site'}, which no segment gives`,
        expected: 'another role',
      });
    }
    if (scope === 'global' && !global) {
      const message = 'Only segments of the global site give roles that count at every site';
      faults.push({ path: `roles[${index}].scope`, code: 'not_global', message, expected: 'site' });
    }
    if (roles.findIndex((other) => other.id === id) < index) {
      const message = `“${id}” is listed twice`;
      faults.push({ path: `roles[${index}].id`, code: 'repeated', message, expected: 'each role once' });
    }
  }
  return faults.length === 0 ? [] : [{ code: 'invalid_segment', detail: 'It cannot give these roles.', faults }];
}

function isOwners(text: string): boolean {
  const last = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .findLast((word) => word !== '');
  return last !== undefined && ownersWords.has(last);
}
