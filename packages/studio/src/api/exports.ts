import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePages } from './paging.js';
import { NoAnswer, readProblem } from './problem.js';
import { useSite } from './session.js';
import type { Page, Schedule, SegmentReference } from './types.js';

export const exportFormats = ['csv', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportPlanInput {
  readonly segment: string;
  readonly format: ExportFormat;
  /** Paths of the traits that become columns. */
  readonly traits: readonly string[];
  readonly schedule: Schedule;
  /** Files that are kept; older ones go. */
  readonly keep: number;
}

/** An export that comes again and again. */
export interface ExportPlan extends Omit<ExportPlanInput, 'segment'> {
  readonly id: string;
  readonly segment: SegmentReference;
  readonly nextAt: string;
  readonly version: number;
  readonly createdBy: string;
}

/** The making of one file. */
export interface ExportRun {
  readonly id: string;
  /** The plan that it is of; null: asked for once. */
  readonly export: string | null;
  readonly segment: SegmentReference;
  readonly format: ExportFormat;
  readonly state: 'running' | 'done' | 'failed';
  /** Members written. */
  readonly done: number;
  readonly total: number | null;
  readonly asOf: string | null;
  readonly bytes: number | null;
  readonly error: string | null;
  readonly errorCode: string | null;
  readonly createdAt: string;
}

/** All that come again and again; asked for anew, as runs move them on and others change them. */
export function useExportPlans() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'exports', 'plans'],
    queryFn: ({ signal }) => request<Omit<Page<ExportPlan>, 'next'>>('/exports', { signal }),
    refetchInterval: 10_000,
  });
}

export function useCreateExportPlan() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ExportPlanInput) => request<ExportPlan>('/exports', { method: 'POST', body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'exports', 'plans'] }),
  });
}

/** Changes what comes again and again, unless somebody else has since it was read. */
export function useChangeExportPlan({ id, version }: Pick<ExportPlan, 'id' | 'version'>) {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ExportPlanInput) =>
      request<ExportPlan>(`/exports/${id}`, { method: 'PUT', body: input, ifMatch: version }),
    onSettled: () => client.invalidateQueries({ queryKey: [site.id, 'exports', 'plans'] }),
  });
}

export function useDeleteExportPlan() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/exports/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'exports'] }),
  });
}

/** Has a file of what comes again and again made now. */
export function useRunExportPlan() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<ExportRun>(`/exports/${id}/runs`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'exports', 'runs'] }),
  });
}

/** Files of a plan, or (null) of none that there is, newest first; asked for anew, often while one is being made. */
export function useExportRuns(plan: string | null) {
  const [making, setMaking] = useState(false);
  const runs = usePages<ExportRun>(['exports', 'runs'], '/export-runs', {
    query: plan === null ? { unplanned: true } : { export: plan },
    limit: 20,
    refetchInterval: making ? 700 : 5_000,
  });
  const running = runs.items.some(({ state }) => state === 'running');
  if (running !== making) setMaking(running);
  return runs;
}

export function useDeleteExportRun() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/export-runs/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'exports', 'runs'] }),
  });
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
    queryKey: [site.id, 'exports', 'run', run],
    queryFn: ({ signal }) => request<ExportRun>(`/export-runs/${run}`, { signal }),
    enabled: run !== null,
    refetchInterval: (query) => (query.state.data?.state === 'running' || query.state.data === undefined ? 400 : false),
  });
}

/** Where the browser fetches a file by itself, however large it is; the server names it. */
export function exportFileHref(site: string, run: string): string {
  return `/v1/export-runs/${run}/file?site=${encodeURIComponent(site)}`;
}

/** Hands a finished file over as a download. */
export async function downloadExport(site: string, run: ExportRun, name: string): Promise<void> {
  const response = await fetch(exportFileHref(site, run.id), { credentials: 'same-origin' }).catch(() => {
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
