import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RequestOptions } from './client.js';
import { useSite } from './session.js';
import type { Page } from './types.js';

/** A list read page by page by cursor; `items` are all pages read so far, in order. */
export function usePages<T>(
  key: QueryKey,
  path: string,
  options: {
    query?: RequestOptions['query'];
    limit?: number;
    enabled?: boolean;
    refetchInterval?: number;
    /** Whether what was read stays as it is while one looks at it: somebody else brings in what is new. */
    still?: boolean;
  } = {},
) {
  const { site, request } = useSite();
  const limit = options.limit ?? 50;
  const result = useInfiniteQuery({
    queryKey: [site.id, ...key, options.query ?? {}, limit],
    queryFn: ({ pageParam, signal }) =>
      request<Page<T>>(path, { query: { ...options.query, limit, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    ...(options.still === true ? { refetchOnWindowFocus: false, refetchOnReconnect: false } : {}),
    ...(options.refetchInterval === undefined ? {} : { refetchInterval: options.refetchInterval }),
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return { ...result, items };
}
