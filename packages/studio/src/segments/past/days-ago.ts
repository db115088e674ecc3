const day = 86_400_000;

/** The date so many days ago in a time zone, as the API reads dates: "2026-03-01". */
export function daysAgo(days: number, timeZone: string, now = Date.now()): string {
  // This locale writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now - days * day,
  );
}

/** How far back one may look; the first is where one begins. */
export const ranges = [30, 90, 365] as const;

export function rangeOf(text: string | null): (typeof ranges)[number] {
  return ranges.find((days) => String(days) === text) ?? 30;
}
