import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CreatedKey, CreatedWebhook, Delivery, Job, Key, KeyType, RejectedEvent, Webhook } from './data-types.js';
import { usePages } from './paging.js';
import { useSite } from './session.js';
import { useStream } from './stream.js';
import type { Page, Role } from './types.js';

export function useKeys() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'keys'],
    queryFn: ({ signal }) => request<Page<Key>>('/keys', { signal }),
  });
}

export function useCreateKey() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { type: KeyType; role?: Role; name: string }) =>
      request<CreatedKey>('/keys', { method: 'POST', body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'keys'] }),
  });
}

export function useDeleteKey() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/keys/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'keys'] }),
  });
}

export function useRejected() {
  const { site } = useSite();
  const client = useQueryClient();
  const key = ['rejected'] as const;
  const list = usePages<RejectedEvent>(key, '/events/rejected', { refetchInterval: 10_000 });
  // Many at once are asked for once; what comes during that is there with the next look.
  useStream({ types: 'rejected' }, () => {
    client.invalidateQueries({ queryKey: [site.id, ...key] }, { cancelRefetch: false });
  });
  return list;
}

export function useWebhooks() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'webhooks', 'list'],
    queryFn: ({ signal }) => request<Page<Webhook>>('/webhooks', { signal }),
  });
}

export function useCreateWebhook() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { url: string; segments?: readonly string[] }) =>
      request<CreatedWebhook>('/webhooks', { method: 'POST', body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'webhooks', 'list'] }),
  });
}

/** Changes a webhook, unless somebody else has since it was read. */
export function useChangeWebhook({ id, version }: Pick<Webhook, 'id' | 'version'>) {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Pick<Webhook, 'url' | 'segments' | 'active'>) =>
      request<Webhook>(`/webhooks/${id}`, { method: 'PUT', body: input, ifMatch: version }),
    onSettled: () => client.invalidateQueries({ queryKey: [site.id, 'webhooks', 'list'] }),
  });
}

export function useDeleteWebhook() {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/webhooks/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'webhooks', 'list'] }),
  });
}

export function useDeliveries(webhook: string) {
  return usePages<Delivery>(['webhooks', 'deliveries', webhook], `/webhooks/${webhook}/deliveries`, {
    limit: 20,
    refetchInterval: 5_000,
  });
}

export function useReplay(webhook: string) {
  const { site, request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (delivery: string) =>
      request<unknown>(`/webhooks/${webhook}/deliveries/${delivery}/replay`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: [site.id, 'webhooks', 'deliveries', webhook] }),
  });
}

export function useJobs() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'jobs'],
    queryFn: ({ signal }) => request<{ items: readonly Job[] }>('/jobs', { signal }),
    refetchInterval: (query) => (query.state.data?.items.some((job) => job.state === 'running') ? 1_000 : 10_000),
  });
}
