import { useSearchParams } from 'wouter';
import type { MemberFilter } from '../../api/members.js';
import { useUrlSearch } from '../../shell/useUrlSearch.js';

/**
 * How members are looked for, kept in the address: search, kind, order and columns.
 *
 * @param sorts orders that there are, the usual one first
 */
export function useMemberFilter<S extends string>(sorts: readonly [S, ...S[]]) {
  const [text, setText, search] = useUrlSearch();
  const [parameters, setParameters] = useSearchParams();
  const sort = sorts.find((each) => each === parameters.get('sort')) ?? sorts[0];
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
  return { filter, text, setText, put };
}
