import { useEffect, useRef } from 'react';
import type { usePages } from '../../api/paging.js';
import type { Segment } from '../../api/types.js';

/** Reads a list of members again as they come and go: the first page only, as further ones would shift under the reader. */
export function useFollowed(
  segment: Pick<Segment, 'state' | 'size'>,
  { data, refetch }: Pick<ReturnType<typeof usePages<unknown>>, 'data' | 'refetch'>,
): void {
  const follows = (data?.pages.length ?? 0) === 1;
  const shown = `${segment.state} ${segment.size}`;
  const last = useRef(shown);
  useEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    if (follows) void refetch();
  }, [shown, follows, refetch]);
}
