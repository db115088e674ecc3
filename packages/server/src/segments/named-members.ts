import type { SegmentSubject } from '@kindred/criteria';
import type { Engine } from '../engine/contract.js';
import type { Fault } from '../http/errors.js';
import type { Refusal } from './refusals.js';

const profileNumber = /^[1-9]\d{0,15}$/;

/** Members named in a request. */
export interface NamedMembers {
  /** By which they are kept: of people their profiles', of accounts what the engine has numbered them. */
  readonly numbers: readonly number[];
  /** Places in the list at which nobody is named. */
  readonly unknown: readonly { readonly index: number; readonly id: string }[];
}

/**
 * Finds the members that a request names.
 *
 * @param known numbers of people that need not exist any more, because they were accepted before; accounts always have to
 */
export async function findMembers(
  engine: Engine,
  site: number,
  subject: SegmentSubject,
  ids: readonly string[],
  known: readonly number[] = [],
): Promise<NamedMembers> {
  const settled = new Set(known);
  const numberOf = async (id: string): Promise<number | null> => {
    if (subject === 'account') return engine.account(site, id)?.number ?? null;
    if (!profileNumber.test(id)) return null;
    const number = Number(id);
    return settled.has(number) ? number : ((await engine.profile(site, number))?.id ?? null);
  };
  const found = await Promise.all(ids.map(numberOf));
  return {
    numbers: [...new Set(found.filter((number) => number !== null))],
    unknown: ids.flatMap((id, index) => (found[index] === null ? [{ index, id }] : [])),
  };
}

/** That some of those named do not exist, with the place of each. */
export function membersRefusal(
  subject: SegmentSubject,
  named: Readonly<Record<'includes' | 'excludes', NamedMembers>>,
): readonly Refusal[] {
  const one = subject === 'account' ? 'account' : 'profile';
  const code = `unknown_${one}`;
  const faults = (['includes', 'excludes'] as const).flatMap((field) =>
    named[field].unknown.map(
      ({ index, id }): Fault => ({
        path: `${field}[${index}]`,
        code,
        message: `There is no ${one} ${id}`,
        expected: `the id of ${subject === 'account' ? 'an account' : 'a profile'} of this site`,
      }),
    ),
  );
  const who = subject === 'account' ? 'accounts' : 'people';
  return faults.length === 0 ? [] : [{ code, detail: `Some ${who} named do not exist.`, faults }];
}
