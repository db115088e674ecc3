import { parseDate } from '@kindred/criteria';

const universal = { timeZone: 'UTC', weekStart: 1 };
/** The shape of date text, to spare other text the attempt to read it. */
const shape = /^\d{4}-\d\d-\d\d(?:T|$)/;
const withOffset = /T.*(?:Z|[+-]\d\d:\d\d)$/;

export interface DateText {
  /** `d`: an instant whatever the zone. `w`: local time written as if it were UTC; its instant depends on the site's zone. */
  readonly kind: 'd' | 'w';
  readonly milliseconds: number;
}

/** Date text as a number, split by whether it depends on a zone; null for other text. */
export function readDateText(text: string): DateText | null {
  if (text.length < 10 || !shape.test(text)) return null;
  const milliseconds = parseDate(text, universal);
  return milliseconds === null ? null : { kind: withOffset.test(text) ? 'd' : 'w', milliseconds };
}
