import { useMutation, useQuery } from '@tanstack/react-query';
import { usePages } from './paging.js';
import { NoAnswer, readProblem } from './problem.js';
import { useSite } from './session.js';
import type { Member } from './types.js';

export const memberSorts = ['id', '-lastSeen', 'lastSeen', '-firstSeen', 'firstSeen'] as const;
export type MemberSort = (typeof memberSorts)[number];

export interface ListedMember extends Member {
  readonly traits?: Readonly<Record<string, unknown>>;
}

export interface MemberFilter {
  readonly search: string;
  readonly known: string;
  readonly sort: MemberSort;
  /** Paths of traits. */
  readonly columns: readonly string[];
}

/** Members as they are looked for, page by page. */
export function useListedMembers(segment: string, { search, known, sort, columns }: MemberFilter, enabled: boolean) {
  return usePages<ListedMember>(['segments', 'members', segment], `/segments/${segment}/members`, {
    query: { search, known, sort: sort === 'id' ? '' : sort, columns: columns.join(',') },
    limit: 100,
    enabled,
  });
}

export const exportFormats = ['csv', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRun {
  readonly id: string;
  readonly format: ExportFormat;
  readonly state: 'running' | 'done' | 'failed';
  /** Members written. */
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
}

/** Has a file made of the members of this moment. */
export function useStartExport(segment: string) {
  const { request } = useSite();
  return useMutation({
    mutationFn: (input: { format: ExportFormat; traits: readonly string[] }) =>
      request<ExportRun>(`/segments/${segment}/exports`, { method: 'POST', body: input }),
  });
}

/** How far a file has come, asked again until it is made. */
export function useExportRun(run: string | null) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'exports', run],
    queryFn: ({ signal }) => request<ExportRun>(`/export-runs/${run}`, { signal }),
    enabled: run !== null,
    refetchInterval: (query) => (query.state.data?.state === 'running' || query.state.data === undefined ? 400 : false),
  });
}

/** Hands a finished file over as a download. */
export async function downloadExport(site: string, run: ExportRun, name: string): Promise<void> {
  const response = await fetch(`/v1/export-runs/${run.id}/file`, {
    headers: { 'Kindred-Site': site },
    credentials: 'same-origin',
  }).catch(() => {
    throw new NoAnswer();
  });
  if (!response.ok) throw await readProblem(response);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
