import type { Calendar } from '@kindred/criteria';
import type { Core } from './core.js';

/**
 * Has rows of segments and leaves from before calendars were stored say that they are by their site's present one, while it
 * still is. To be called before they are loaded. Costs reading all of them.
 */
export async function noteCalendars({ sites, options }: Core): Promise<void> {
  const { segments, leaves } = options.definitions;
  const states = [...sites.values()];
  const runtimes = (await segments.runtimes()).flatMap((runtime) => {
    const state = states.find(({ definitions }) => definitions.has(runtime.segment));
    const shown = state === undefined ? null : withCalendar(runtime.shown, 'calendar', state.calendar);
    return shown === null ? [] : [{ ...runtime, shown }];
  });
  if (runtimes.length > 0) await segments.saveRuntimes(runtimes);
  const rows = (await leaves.list()).flatMap((row) => {
    const state = sites.get(row.site);
    const definition = state === undefined ? null : withCalendar(row.definition, 'countedBy', state.calendar);
    return definition === null ? [] : [{ ...row, definition }];
  });
  if (rows.length > 0) await leaves.save(rows);
}

/** Null where nothing is stored, or a calendar with it. */
function withCalendar(text: string | null, name: string, calendar: Calendar): string | null {
  if (text === null) return null;
  const stored = JSON.parse(text) as Record<string, unknown>;
  return name in stored ? null : JSON.stringify({ ...stored, [name]: calendar });
}
