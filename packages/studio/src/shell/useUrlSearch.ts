import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'wouter';

/** A search box whose text is in the address once typing pauses: what is typed, how to type, and what to search for. */
export function useUrlSearch(name = 'search'): [string, (text: string) => void, string] {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get(name) ?? '';
  const [text, setText] = useState(search);
  const settle = useDebouncedCallback((typed: string) => {
    setParameters(
      (before) => {
        if (typed === '') before.delete(name);
        else before.set(name, typed);
        return before;
      },
      { replace: true },
    );
  }, 220);
  return [
    text,
    (typed) => {
      setText(typed);
      settle(typed);
    },
    search,
  ];
}
