const remembered = 'kindred.tour';

/** The stops of the tour, each a page; the one of a segment leads to whichever is largest. */
export const stops = ['segments', 'segment', 'editor', 'live', 'keys'] as const;

export type Stop = (typeof stops)[number];

/** Whether somebody has taken the tour in this browser, or said that they need none. */
export function tourIsDone(): boolean {
  try {
    return localStorage.getItem(remembered) !== null;
  } catch {
    // A browser that keeps nothing for us would offer the tour for ever.
    return true;
  }
}

export function finishTour(): void {
  try {
    localStorage.setItem(remembered, 'done');
  } catch {
    // See above.
  }
}

export function hrefOf(stop: Stop, segment: string | null): string {
  switch (stop) {
    case 'segments':
      return '/segments';
    case 'segment':
      return segment === null ? '/segments' : `/segments/${segment}`;
    case 'editor':
      return '/segments/new';
    case 'live':
      return '/live';
    case 'keys':
      return '/data/keys';
  }
}
