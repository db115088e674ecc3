import type { PropertyNode } from '../criteria.js';
import { parseDate } from '../dates.js';
import { subjectValue } from '../subject.js';
import type { Calendar, Subject } from '../values.js';
import { nextYearlyChange } from './anniversaries.js';
import { isDaysAhead } from './operands.js';
import { dependsOnTime, nextRangeChange } from './relative-dates.js';

/**
 * When time alone can next change a condition about a visitor: the first instant after `now`, or Infinity. Null for
 * conditions that do not depend on time. The cost is that of each date found: about 40 readings of the calendar for
 * months and years, fewer for days.
 */
export function compileDue(node: PropertyNode, calendar: Calendar): ((subject: Subject, now: number) => number) | null {
  if (!dependsOnTime(node)) return null;
  const { value } = node;
  const days = node.operator === 'anniversary' && value !== undefined && isDaysAhead(value) ? value.days : null;
  return (subject, now) => {
    const found = subjectValue(node.property, subject, null);
    let due = Number.POSITIVE_INFINITY;
    for (const each of typeof found === 'object' ? found : [found]) {
      const instant = typeof each === 'string' ? parseDate(each, calendar) : null;
      if (instant === null) continue;
      const at =
        days === null ? nextRangeChange(node, instant, now, calendar) : nextYearlyChange(instant, days, now, calendar);
      if (at < due) due = at;
    }
    return due;
  };
}
