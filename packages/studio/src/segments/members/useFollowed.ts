import { useEffect, useRef } from 'react';
import type { usePages } from '../../api/paging.js';
import type { Segment } from '../../api/types.js';

/** Reads a list of members again as they come and go: the first page only, as further ones would shift under the reader. */
export function useFollowed(
  segment: Pick<Segment, 'state' | 'size'>,
  { data, refetch }: Pick<ReturnType<typeof usePages<unknown>>, 'data' | 'refetch'>,
): void {
  const pages = data?.pages.length ?? 0;
  const shown = `${segment.state} ${segment.size}`;
  const last = useRef(shown);
  useEffect(() => {
    // What is on its way may be of before: it is read again once it is there.
    if (last.current === shown || pages === 0) return;
    last.current = shown;
    if (pages === 1) void refetch();
  }, [shown, pages, refetch]);
}
