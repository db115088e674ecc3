import type { SegmentDefinition, Site, User } from '@kindred/store';
import { type Caller, roleAt } from '../auth/access.js';
import type { KeyRegistry } from '../auth/keys.js';
import type { StudioUsers } from '../auth/users.js';
import { ForbiddenError, InvalidRequestError } from '../http/errors.js';

/** Somebody, or a program, that can be named as who may change a segment. */
export interface PossibleEditor {
  readonly id: string;
  readonly kind: 'user' | 'key';
  readonly name: string;
}

interface EditorParts {
  readonly users: StudioUsers;
  readonly keys: KeyRegistry;
}

/** The users and API keys that may change segments of a site at all; administrators, who may in any case, are not among them. */
export async function possibleEditors({ users, keys }: EditorParts, site: Site): Promise<readonly PossibleEditor[]> {
  const isEditor = (user: User): boolean => roleAt(user, site) === 'editor';
  return [
    ...(await users.list()).filter(isEditor).map(({ id, name, email }) => ({
      id,
      kind: 'user' as const,
      name: name === email ? email : `${name} (${email})`,
    })),
    ...(await keys.list(site.id))
      .filter(({ type, role }) => type === 'api' && role === 'editor')
      .map(({ id, name }) => ({ id, kind: 'key' as const, name })),
  ];
}

/** Whether a caller who is an editor of the site may change this segment. */
export function mayChange(caller: Caller, { editors }: Pick<SegmentDefinition, 'editors'>): boolean {
  return caller.role === 'admin' || editors == null || editors.includes(caller.id);
}

/** @throws ForbiddenError */
export function requireMayChange(caller: Caller, segment: Pick<SegmentDefinition, 'editors'>): void {
  if (mayChange(caller, segment)) return;
  throw new ForbiddenError('Only administrators and those who are named may change this segment.', 'not_an_editor');
}

/**
 * Checks who is to be named. Those named before may be sent back by whoever may change the segment.
 *
 * @param asked absent: nothing is said of it
 * @throws ForbiddenError of a change by somebody who is no administrator, InvalidRequestError where nobody has an id
 */
export async function checkEditors(
  parts: EditorParts,
  caller: Caller,
  asked: readonly string[] | null | undefined,
  before: readonly string[] | null,
): Promise<void> {
  if (asked === undefined || JSON.stringify(asked) === JSON.stringify(before)) return;
  if (caller.role !== 'admin') {
    throw new ForbiddenError('Only administrators say who may change a segment.', 'role_too_low');
  }
  const known = new Set([...(before ?? []), ...(await possibleEditors(parts, caller.site)).map(({ id }) => id)]);
  const faults = (asked ?? []).flatMap((id, index) =>
    known.has(id)
      ? []
      : [
          {
            path: `editors[${index}]`,
            code: 'unknown_editor',
            message: `“${id}” is no user or API key with the role editor at this site`,
            expected: 'an id of GET /v1/segment-editors',
          },
        ],
  );
  if (faults.length > 0) throw new InvalidRequestError('Some who are named cannot be.', faults, 'unknown_editor');
}
