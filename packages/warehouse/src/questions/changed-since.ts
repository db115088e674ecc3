import { groupKinds } from '@kindred/criteria';
import { numberAt, rowsOf } from '../answer.js';
import { settings } from '../sql/settings.js';
import { join, name, render, sql, text, uint32, uint64, uint64s } from '../statement.js';
import type { Transport } from '../transport.js';

const report = { purpose: 'report' } as const;

/**
 * People, or accounts by number, of whom something has changed since a version, or of a group of theirs. An account
 * counts as changed as soon as anybody has: who left it meanwhile is not known. Keys: (site, id) of profiles, site of the
 * others.
 */
export async function changedSince(
  transport: Transport,
  site: number,
  ids: readonly number[],
  version: number,
): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const since = uint64(version);
  const asked = uint64s(ids);
  const ofKind = groupKinds.map(
    (kind) => sql`hasAny(${name(kind)}, (SELECT groupArray(id) FROM groups FINAL
      WHERE site = ${uint32(site)} AND kind = ${text(kind)} AND version >= ${since}))`,
  );
  const statement = render(sql`SELECT toFloat64(id) FROM profiles FINAL WHERE site = ${uint32(site)} AND id IN ${asked}
      AND (version >= ${since} OR ${join(ofKind, ' OR ')}
        OR id IN (SELECT profile FROM identities FINAL WHERE site = ${uint32(site)} AND version >= ${since}))
    UNION ALL SELECT toFloat64(number) FROM groups FINAL WHERE site = ${uint32(site)} AND kind = ${text('account')}
      AND number IN ${asked} AND (version >= ${since}
        OR (SELECT count() FROM profiles WHERE site = ${uint32(site)} AND version >= ${since}) > 0)
    ${settings(report.purpose)} FORMAT JSONCompactEachRow`);
  return new Set(rowsOf(await transport.run(statement, report)).map((row) => numberAt(row, 0)));
}
