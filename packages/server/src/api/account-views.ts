import type { z } from 'zod';
import type { Engine } from '../engine/contract.js';
import { nameOf } from './names.js';
import type { accountSummary } from './schemas/segments.js';

export type AccountSummary = z.output<typeof accountSummary>;

/** An account as a member of segments; one that is no more by its id alone. */
export function summarizeAccount(engine: Engine, site: number, id: string): AccountSummary {
  const traits = engine.group(site, 'account', id)?.traits ?? {};
  return { id, name: nameOf(traits), people: engine.account(site, id)?.people ?? 0 };
}
