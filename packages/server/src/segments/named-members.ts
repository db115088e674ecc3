import type { SegmentSubject } from '@kindred/criteria';
import type { Engine } from '../engine/contract.js';
import { InvalidRequestError } from '../http/errors.js';

const profileNumber = /^[1-9]\d{0,15}$/;

/**
 * Ids of members named in a request as the numbers by which they are kept: of people their profiles', of accounts what
 * the engine has numbered them.
 *
 * @param known numbers that need not exist any more, because they were accepted before
 * @param existing whether people have to exist; accounts always have to
 * @throws InvalidRequestError with each that there is not
 */
export async function namedMembers(
  engine: Engine,
  site: number,
  subject: SegmentSubject,
  field: 'includes' | 'excludes',
  ids: readonly string[],
  { known = [], existing = true }: { readonly known?: readonly number[]; readonly existing?: boolean } = {},
): Promise<readonly number[]> {
  const settled = new Set(known);
  const numberOf = async (id: string): Promise<number | null> => {
    if (subject === 'account') return engine.account(site, id)?.number ?? null;
    if (!profileNumber.test(id)) return null;
    const number = Number(id);
    return settled.has(number) || !existing ? number : ((await engine.profile(site, number))?.id ?? null);
  };
  const found = await Promise.all(ids.map(numberOf));
  const faults = found.flatMap((number, index) =>
    number === null
      ? [
          {
            path: `${field}[${index}]`,
            code: subject === 'account' ? 'unknown_account' : 'unknown_profile',
            message: `There is no ${subject === 'account' ? 'account' : 'profile'} ${ids[index]}`,
            expected: `the id of ${subject === 'account' ? 'an account' : 'a profile'} of this site`,
          },
        ]
      : [],
  );
  const code = subject === 'account' ? 'unknown_account' : 'unknown_profile';
  const who = subject === 'account' ? 'accounts' : 'people';
  if (faults.length > 0) throw new InvalidRequestError(`Some ${who} named do not exist.`, faults, code);
  return [...new Set(found.filter((number) => number !== null))];
}
