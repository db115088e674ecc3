import type { ChangeRow, PlacedChange, StateStore } from '../contract.js';
import { StoreProtocolError } from '../errors.js';
import type { Reader } from './reader.js';

type Stored = PlacedChange;

const SELECT = 'SELECT sequence, id, site, segment, profile, account, kind, at, cause FROM membership_changes';
const PAGE = 'sequence < ? ORDER BY sequence DESC LIMIT ?';

/** Pages run over the order of recording, so a page never repeats or skips a row while new ones arrive. */
export function createChangeReads(
  reader: Reader,
): Pick<StateStore, 'changes' | 'changesAfter' | 'changesFrom' | 'lastChange' | 'forgottenChanges'> {
  const all = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND ${PAGE}`);
  const bySegment = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND segment = ? AND ${PAGE}`);
  const byProfile = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND profile = ? AND ${PAGE}`);
  // Reads along the profile's own, far shorter run of changes.
  const byBoth = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND profile = ? AND +segment = ? AND ${PAGE}`);

  const place = reader.prepare<{ readonly sequence: number }>(
    'SELECT sequence FROM membership_changes WHERE id = ? AND site = ?',
  );
  const after = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND sequence > ? ORDER BY sequence LIMIT ?`);
  const afterBySegment = reader.prepare<Stored>(
    `${SELECT} WHERE site = ? AND segment = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  );

  // A handful of segments among all changes of the site, or one along its own index.
  const amongSegments = reader.prepare<Stored>(
    `${SELECT} WHERE site = ? AND sequence > ? AND segment IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT ?`,
  );
  const last = reader.prepare<{ readonly sequence: number }>(
    "SELECT seq AS sequence FROM sqlite_sequence WHERE name = 'membership_changes'",
  );
  // Changes are forgotten in the order of time: none is of a site that came after the oldest that is kept.
  const beginningForgotten = reader.prepare<{ readonly site: number }>(
    `SELECT s.id AS site FROM sites s, forgotten_changes f WHERE s.id = ? AND f.sequence > 0
     AND s.created_at <= ifnull((SELECT at FROM membership_changes ORDER BY sequence LIMIT 1), s.created_at)`,
  );
  const forgotten = reader.prepare<{ readonly sequence: number }>('SELECT sequence FROM forgotten_changes');

  const select = (
    site: number,
    { segment, profile }: { segment?: string; profile?: number },
    before: number,
    limit: number,
  ): Stored[] => {
    if (profile !== undefined && segment !== undefined) return byBoth.all(site, profile, segment, before, limit);
    if (profile !== undefined) return byProfile.all(site, profile, before, limit);
    if (segment !== undefined) return bySegment.all(site, segment, before, limit);
    return all.all(site, before, limit);
  };

  return {
    async changes(site, filter, before, limit) {
      const stored = select(site, filter, parseCursor(before), limit + 1);
      const page = stored.slice(0, limit);
      const last = page.at(-1);
      return {
        rows: page.map(rowOf),
        next: stored.length > limit && last !== undefined ? String(last.sequence) : null,
      };
    },
    async changesAfter(site, segment, id, limit) {
      const from = id === null ? 0 : place.all(id, site)[0]?.sequence;
      if (from === undefined) return null;
      const stored = segment === null ? after.all(site, from, limit) : afterBySegment.all(site, segment, from, limit);
      // Asked last: what is forgotten meanwhile is noticed.
      if (id === null && beginningForgotten.get(site) !== undefined) return null;
      return stored.map(rowOf);
    },
    async changesFrom(site, segments, place, limit) {
      const [only] = segments ?? [];
      const rows =
        segments === null
          ? after.all(site, place, limit)
          : segments.length === 1 && only !== undefined
            ? afterBySegment.all(site, only, place, limit)
            : amongSegments.all(site, place, JSON.stringify(segments), limit);
      // Asked last: what is forgotten meanwhile is noticed.
      if ((forgotten.get()?.sequence ?? 0) > place) return null;
      return rows.map((row) => ({ ...rowOf(row), sequence: row.sequence }));
    },
    lastChange: async () => last.get()?.sequence ?? 0,
    forgottenChanges: async () => forgotten.get()?.sequence ?? 0,
  };
}

function rowOf({ id, site, segment, profile, account, kind, at, cause }: Stored): ChangeRow {
  return { id, site, segment, profile, account, kind, at, cause };
}

function parseCursor(cursor: string | null): number {
  if (cursor === null) return Number.MAX_SAFE_INTEGER;
  const sequence = Number(cursor);
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new StoreProtocolError('The cursor is not one of ours.');
  return sequence;
}
