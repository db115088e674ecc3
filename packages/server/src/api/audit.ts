import type { AuditEntry } from '@kindred/store';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../auth/access.js';
import type { ApiContext } from './context.js';

/**
 * Puts down that the caller does something with what is kept of people. Where nothing else would tell of it, before it is
 * done, so that nothing is done unnoted; a correction is kept with who asked for it, and noted once it is accepted.
 */
export async function note(
  { clock, definitions }: Pick<ApiContext, 'clock' | 'definitions'>,
  request: FastifyRequest,
  action: AuditEntry['action'],
  profile: number | null,
  traits: readonly string[] = [],
): Promise<void> {
  const { site, name } = callerOf(request);
  await definitions.audit.add({ site: site.id, at: clock(), by: name, action, profile, traits });
}
