import { useMutation } from '@tanstack/react-query';
import { problemOf } from './problem.js';
import { useSite } from './session.js';

/** Fetches what a path answers and hands it over as a file of that name. */
export function useDownload(path: string, name: string) {
  const { site, session } = useSite();
  return useMutation({
    mutationFn: async () => {
      const response = await fetch(`/v1${path}`, {
        credentials: 'same-origin',
        headers: { 'Kindred-Site': site.id, 'X-CSRF-Token': session.csrf },
      });
      if (!response.ok) throw problemOf(response.status, await response.text());
      const address = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}
