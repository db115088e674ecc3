import { type Calendar, windowStart } from '@kindred/criteria';
import { numberAt, rowsOf, textAt } from '../answer.js';
import { propertyColumns } from '../sql/columns.js';
import { identitiesOf } from '../sql/identities.js';
import { settings } from '../sql/settings.js';
import { int64, render, sql, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Analytics, SessionSummary } from './contract.js';

const gap = 30 * 60_000;
/** Events that are looked at for one page. */
const eventsRead = 50_000;

interface Visit {
  readonly time: number;
  readonly isPage: boolean;
  readonly path: string | null;
}

/** A person's sessions, newest first. Only what a person does counts: identify, group and alias are no visits. */
export async function profileSessions(
  transport: Transport,
  site: number,
  profile: number,
  calendar: Calendar,
  { before, limit }: Parameters<Analytics['sessions']>[3],
): ReturnType<Analytics['sessions']> {
  // All events of one instant are of one session, so the start of a session parts it from those before it.
  const earlier = before === undefined ? sql`` : sql` AND time < ${int64(before)}`;
  const { one } = propertyColumns('properties', 'path');
  const statement =
    render(sql`SELECT time, type = 'page' OR name = 'Page Viewed', ifNull(coalesce(${one('t')}, ${one('f')}), '') FROM events
    WHERE site = ${uint32(site)} AND name != '' AND identity IN ${identitiesOf(site, profile)}${earlier}
    ORDER BY time DESC, messageId DESC LIMIT ${whole(eventsRead)} ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
  const visits = rows.map((row): Visit => {
    const path = textAt(row, 2);
    return { time: numberAt(row, 0), isPage: numberAt(row, 1) === 1, path: path === '' ? null : path };
  });
  const found = sessionsOf(visits, calendar, limit + 1);
  // Where not everything was looked at, the oldest session may go on; it comes whole on the next page.
  const complete = visits.length < eventsRead;
  const sessions = found.slice(0, complete ? limit : Math.min(limit, Math.max(1, found.length - 1)));
  const more = !complete || found.length > sessions.length;
  return { sessions, next: more ? (sessions.at(-1)?.start ?? null) : null };
}

/** @param newestFirst visits in descending order of time */
export function sessionsOf(
  newestFirst: readonly Visit[],
  calendar: Calendar,
  limit: number,
): readonly SessionSummary[] {
  const sessions: SessionSummary[] = [];
  let open: Visit[] = [];
  const close = (): void => {
    const summary = summaryOf(open);
    if (summary !== null) sessions.push(summary);
    open = [];
  };
  for (const visit of newestFirst) {
    const next = open[open.length - 1];
    if (next !== undefined) {
      const midnight = windowStart({ calendar: 'day' }, next.time, calendar);
      if (next.time - visit.time > gap || visit.time < midnight) close();
    }
    if (sessions.length === limit) return sessions;
    open.push(visit);
  }
  close();
  return sessions;
}

function summaryOf(newestFirst: readonly Visit[]): SessionSummary | null {
  const last = newestFirst[0];
  const first = newestFirst[newestFirst.length - 1];
  if (first === undefined || last === undefined) return null;
  const pages = newestFirst.filter((visit) => visit.isPage);
  return {
    start: first.time,
    end: last.time,
    events: newestFirst.length,
    pages: pages.length,
    entry: pages[pages.length - 1]?.path ?? null,
    exit: pages[0]?.path ?? null,
  };
}
