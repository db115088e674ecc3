import { type Criteria, InvalidCriteriaError } from '@kindred/criteria';
import type { Audience, QuestionFrame } from '../contract.js';
import { type Fragment, sql } from '../statement.js';
import { Scans } from './scans.js';
import { TreeCompiler } from './tree.js';

export interface CompiledConditions {
  /** What a statement over the profiles begins with; empty where no condition needs a pass of its own. */
  readonly definitions: Fragment;
  /** Of each of the criteria, in a statement over the profiles: 1 of whom it holds, else 0. */
  readonly holds: readonly Fragment[];
}

/**
 * Many criteria as conditions on a profile's row: what reads the row alone stays as it is, all else asks whether the
 * profile is in the bitmap of a pass. Equal conditions on events of one name share their pass.
 *
 * @throws InvalidCriteriaError for criteria that read the request
 */
export function compileConditions(
  asked: QuestionFrame,
  conditions: readonly Criteria[],
  listTraits: ReadonlySet<string>,
): CompiledConditions {
  const scans = new Scans(asked);
  // Each is asked of everybody by itself: none narrows another.
  scans.amongEverybody();
  const audience = (criteria: Criteria): Audience => ({ criteria, includeGuests: true, includes: [], excludes: [] });
  const holds = conditions.map((criteria) => {
    const compiler = new TreeCompiler({ ...asked, audience: audience(criteria) }, scans, listTraits, null);
    const compiled = compiler.node(criteria, [], null);
    if ('row' in compiled) return sql`(${compiled.row})`;
    if (compiled.certain !== compiled.possible) throw new InvalidCriteriaError('It depends on the request');
    return sql`bitmapContains(${scans.name(compiled.certain)}, id)`;
  });
  const definitions = scans.definitions();
  return { definitions: definitions.parts.length === 0 ? definitions : sql`WITH ${definitions}`, holds };
}
