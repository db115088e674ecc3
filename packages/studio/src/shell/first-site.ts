import { useQuery } from '@tanstack/react-query';
import { createRequest } from '../api/client.js';
import type { Page, Segment, Session, Site } from '../api/types.js';

const remembered = 'kindred.site';

/** Keeps the site that was worked on, for the next time that somebody comes without naming one. */
export function rememberSite(id: string): void {
  try {
    localStorage.setItem(remembered, id);
  } catch {
    // A browser that keeps nothing for us opens the busiest site again; that is all.
  }
}

function rememberedSite(sites: readonly Site[]): Site | undefined {
  try {
    const id = localStorage.getItem(remembered);
    return sites.find((site) => site.id === id);
  } catch {
    return undefined;
  }
}

/**
 * The site to open when the address names none: the one worked on last, else the first that has segments, else the
 * first. Undefined while that is being found out.
 */
export function useFirstSite(session: Session): Site | undefined {
  const last = rememberedSite(session.sites);
  const known = last ?? (session.sites.length > 1 ? undefined : session.sites[0]);
  const busiest = useQuery({
    queryKey: ['first-site', session.user.id],
    queryFn: async ({ signal }) => {
      for (const site of session.sites) {
        const request = createRequest(site.id, session.csrf, () => {});
        const page = await request<Page<Segment>>('/segments', { query: { limit: 1 }, signal }).catch(() => null);
        if (page !== null && page.items.length > 0) return site;
      }
      return session.sites[0] ?? null;
    },
    enabled: known === undefined && session.sites.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return known ?? busiest.data ?? undefined;
}
