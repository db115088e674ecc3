import { useSearchParams } from 'wouter';
import { type MemberFilter, memberSorts } from '../../api/members.js';
import { useUrlSearch } from '../../shell/useUrlSearch.js';

/** How members are looked for, kept in the address: search, kind, order and columns. */
export function useMemberFilter() {
  const [text, setText, search] = useUrlSearch();
  const [parameters, setParameters] = useSearchParams();
  const sort = memberSorts.find((each) => each === parameters.get('sort')) ?? 'id';
  const filter: MemberFilter = {
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
