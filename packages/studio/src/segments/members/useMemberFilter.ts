import { useSearchParams } from 'wouter';
import type { MemberFilter } from '../../api/members.js';
import { useUrlSearch } from '../../shell/useUrlSearch.js';

/**
 * How members are looked for, kept in the address: search, kind, order and columns.
 *
 * @param sorts orders that there are; the first is that of all of them, where none is chosen
 * @param ofFound that of those found by a search or a kind, which come in no order of their own
 */
export function useMemberFilter<S extends string>(sorts: readonly [S, ...S[]], ofFound: S) {
  const [text, setText, search] = useUrlSearch();
  const [parameters, setParameters] = useSearchParams();
  const whole = search === '' && !parameters.has('known') && !parameters.has('people');
  const offered = whole ? sorts : sorts.slice(1);
  const sort = offered.find((each) => each === parameters.get('sort')) ?? (whole ? sorts[0] : ofFound);
  const filter: MemberFilter<S> = {
    search,
    known: parameters.get('known') ?? '',
    sort,
    columns: parameters.getAll('column'),
  };
  const put = (name: string, values: readonly string[]) =>
    setParameters(
      (before) => {
        before.delete(name);
        for (const value of values) before.append(name, value);
        return before;
      },
      { replace: true },
    );
  const setSort = (next: string) => put('sort', next === sorts[0] ? [] : [next]);
  return { filter, text, setText, put, offered, setSort };
}
