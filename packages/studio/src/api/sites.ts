import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionKey, useSite } from './session.js';

/** Says whose segments all sites share; null: no site’s. What was read of any site’s segments is read again. */
export function useSetGlobalSite() {
  const { request } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) => request('/global-site', { method: 'PUT', body: { id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: sessionKey });
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === 'segments' });
    },
  });
}
