import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Job } from './data-types.js';
import { NoAnswer, problemOf } from './problem.js';
import { useSite } from './session.js';

export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'list';

/** How the values of a column are read. */
export interface ValueFormat {
  readonly type: ValueType;
  readonly decimal?: '.' | ',';
  readonly dates?: 'dmy' | 'mdy';
  readonly separator?: string;
  /** Texts that stand for no value. */
  readonly nothing?: readonly string[];
}

/** How times are read. */
interface TimeColumn extends Pick<ValueFormat, 'dates' | 'nothing'> {
  readonly column: string;
}

export interface FileColumn {
  readonly name: string;
  readonly suggested: ValueFormat;
  /** Of text: what most of its values can be made, and the few others. */
  readonly nearly?: {
    readonly format: ValueFormat & { readonly type: 'number' | 'boolean' | 'date' };
    readonly others: readonly string[];
  };
  readonly samples: readonly unknown[];
  readonly missing: number;
  readonly distinct: number | null;
}

export type UserIdOf = { readonly column: string } | { readonly numbered: string };
export type GroupKind = 'account' | 'organization' | 'userGroup' | 'team' | 'role';

export interface PeopleMapping {
  readonly what: 'people';
  readonly userId: UserIdOf;
  readonly anonymousId?: string;
  readonly firstSeen?: TimeColumn;
  readonly traits: readonly ({ readonly column: string; readonly trait: string } & ValueFormat)[];
  readonly groups: readonly { readonly column: string; readonly kind: GroupKind; readonly separator?: string }[];
}

export interface EventsMapping {
  readonly what: 'events';
  readonly userId?: UserIdOf;
  readonly anonymousId?: string;
  readonly event: { readonly column: string } | { readonly name: string };
  readonly timestamp: TimeColumn;
  readonly messageId?: string;
  readonly properties: readonly ({ readonly column: string; readonly property: string } & ValueFormat)[];
}

export type ImportMapping = PeopleMapping | EventsMapping;

/** A file that was sent to be imported. */
export interface ImportFile {
  readonly id: string;
  readonly name: string;
  readonly format: 'csv' | 'ndjson' | 'parquet';
  readonly bytes: number;
  readonly rows: number;
  readonly rowsExact: boolean;
  readonly columns: readonly FileColumn[];
  readonly mapping: ImportMapping;
  /** The job of its last import that has not been undone; null: it waits. */
  readonly importedBy: string | null;
  readonly keptUntil: string;
}

export function useImportFiles() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'imports', 'list'],
    queryFn: ({ signal }) => request<{ items: readonly ImportFile[] }>('/import/files', { signal }),
  });
}

export function useImportFile(id: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'imports', 'file', id],
    queryFn: ({ signal }) => request<ImportFile>(`/import/files/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useDeleteImportFile() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/import/files/${id}`, { method: 'DELETE' }),
    onSuccess: (_, id) => {
      // Its own page may still be open, and must not ask for what is gone.
      void client.invalidateQueries({ queryKey: [site.id, 'imports', 'file', id], refetchType: 'none' });
      return client.invalidateQueries({ queryKey: [site.id, 'imports', 'list'], refetchType: 'all' });
    },
  });
}

export function useRunImport(file: string) {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { mapping: ImportMapping; dryRun: boolean }) =>
      request<Job>(`/import/files/${file}/run`, { method: 'POST', body: input }),
    onSuccess: () => void client.invalidateQueries({ queryKey: [site.id, 'jobs'], exact: true }),
  });
}

/** A job as it goes on; asked for until it has ended. */
export function useJob(id: string | null) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'jobs', id],
    queryFn: ({ signal }) => request<Job>(`/jobs/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data === undefined || query.state.data.state === 'running' ? 400 : false),
  });
}

/** The job of a file that was started, or else of its last import. Once one has imported it, the file is asked for anew. */
export function useImportOf(file: ImportFile, started: string | null) {
  const { site } = useSite();
  const client = useQueryClient();
  const job = useJob(started ?? file.importedBy);
  const imported = started !== null && job.data?.state === 'done' && !job.data.dryRun;
  useEffect(() => {
    if (!imported) return;
    // Also where nobody looks at them now: the file would be shown as waiting for a moment.
    for (const key of [['imports', 'file', file.id], ['imports', 'list'], ['past-imports']])
      void client.invalidateQueries({ queryKey: [site.id, ...key], refetchType: 'all' });
  }, [imported, client, site.id, file.id]);
  return { job, imported };
}

/** Sends a file; `sent` is the share of it that is on the server, from 0 to 1. */
export function useSendFile() {
  const { site, session } = useSite();
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) =>
      new Promise<ImportFile>((resolve, reject) => {
        setSent(0);
        // fetch does not tell how much of a body has been sent.
        const call = new XMLHttpRequest();
        call.open('POST', `/v1/import/files?name=${encodeURIComponent(file.name)}`);
        call.setRequestHeader('Kindred-Site', site.id);
        call.setRequestHeader('X-CSRF-Token', session.csrf);
        call.setRequestHeader('Content-Type', 'application/octet-stream');
        call.upload.onprogress = (event) => setSent(event.lengthComputable ? event.loaded / event.total : 0);
        call.onerror = () => reject(new NoAnswer());
        call.onload = () => {
          if (call.status === 201) resolve(JSON.parse(call.responseText));
          else reject(problemOf(call.status, call.responseText));
        };
        call.send(file);
      }),
    onSuccess: (file) => {
      client.setQueryData([site.id, 'imports', 'file', file.id], file);
      return client.invalidateQueries({ queryKey: [site.id, 'imports', 'list'] });
    },
  });
  return { ...send, sent, send: useCallback((file: File) => send.mutateAsync(file), [send.mutateAsync]) };
}
