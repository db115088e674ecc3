import { numberAt, rowsOf, textAt } from '../answer.js';
import { joinedIdentities } from '../sql/identities.js';
import { settings } from '../sql/settings.js';
import { render, sql, uint32, uint64, uint64s } from '../statement.js';
import type { Transport } from '../transport.js';
import type { History } from './contract.js';
import { destinations, origins } from './flow.js';
import { members, overlap, size } from './members.js';
import { movements } from './movements.js';
import { retention } from './retention.js';
import { noRows, rows } from './rows.js';

export function createHistory(transport: Transport): History {
  return {
    size: (site, moment) => size(transport, site, moment),
    members: (site, moment, after, limit) => members(transport, site, moment, after, limit),
    movements: (site, periods, starts, until) => movements(transport, site, periods, starts, until),
    retention: (site, periods, starts, cohorts, later) => retention(transport, site, periods, starts, cohorts, later),
    destinations: (site, period, range, segments) => destinations(transport, site, period, range, segments),
    origins: (site, period, range, segments) => origins(transport, site, period, range, segments),
    overlap: (site, moments) => overlap(transport, site, moments),
    async changes(site, profiles) {
      // Not along the key, which begins with the segment: reads one column of the site's log.
      const statement = render(sql`SELECT segment, profile, entered, at FROM memberships
        WHERE site = ${uint32(site)} AND profile IN ${uint64s(profiles)} ORDER BY segment, profile, number
        ${settings('interactive')} FORMAT JSONCompactEachRow`);
      const found = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
      return found.map((row) => ({
        segment: textAt(row, 0),
        profile: numberAt(row, 1),
        entered: numberAt(row, 2) === 1,
        at: numberAt(row, 3),
      }));
    },
    rows: (site, moment, layout, page) => rows(transport, site, moment, layout, page),
    noRows: (layout) => noRows(transport, layout),
    async joined(site, profile) {
      const statement = render(sql`SELECT identity FROM ${joinedIdentities(site)}
        WHERE profile = ${uint64(profile)} AND identity != profile ORDER BY identity
        ${settings('interactive')} FORMAT JSONCompactEachRow`);
      return rowsOf(await transport.run(statement, { purpose: 'interactive' })).map((row) => numberAt(row, 0));
    },
  };
}
