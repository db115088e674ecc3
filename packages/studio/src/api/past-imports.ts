import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePages } from './paging.js';
import { useSite } from './session.js';

/** Something that was imported, and its undoing. */
export interface PastImport {
  readonly id: string;
  readonly kind: 'people' | 'events';
  readonly name: string | null;
  readonly state: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  readonly requestedBy: string;
  readonly startedAt: string;
  readonly accepted: number;
  readonly undoableUntil: string | null;
  readonly undo: {
    readonly requestedBy: string;
    readonly done: number;
    readonly total: number | null;
    readonly finishedAt: string | null;
    readonly events: number;
    readonly removed: number;
    readonly restored: number;
  } | null;
}

export interface UndoEffect {
  readonly events: number;
  readonly ids: number;
  readonly created: number;
}

/** Newest first; asked for again while one of them goes on. */
export function usePastImports(goesOn: boolean) {
  return usePages<PastImport>(['past-imports'], '/imports', { limit: 20, refetchInterval: goesOn ? 700 : 10_000 });
}

/** What an undo would take back, as of now. */
export function useUndoEffect(id: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'past-import', id],
    queryFn: ({ signal }) => request<PastImport & { effect: UndoEffect | null }>(`/imports/${id}`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useUndoImport() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<PastImport>(`/imports/${id}/undo`, { method: 'POST', body: {} }),
    onSuccess: () => {
      // Its file waits again.
      void client.invalidateQueries({ queryKey: [site.id, 'imports'], refetchType: 'all' });
      return client.invalidateQueries({ queryKey: [site.id, 'past-imports'] });
    },
  });
}
