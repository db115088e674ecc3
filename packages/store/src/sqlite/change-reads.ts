import type { ChangeRow, StateStore } from '../contract.js';
import { StoreProtocolError } from '../errors.js';
import type { Reader } from './reader.js';

type Stored = ChangeRow & { readonly sequence: number };

const SELECT = 'SELECT sequence, id, site, segment, profile, kind, at, cause FROM membership_changes';
const PAGE = 'sequence < ? ORDER BY sequence DESC LIMIT ?';

/** Pages run over the order of recording, so a page never repeats or skips a row while new ones arrive. */
export function createChangeReads(reader: Reader): Pick<StateStore, 'changes'> {
  const all = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND ${PAGE}`);
  const bySegment = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND segment = ? AND ${PAGE}`);
  const byProfile = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND profile = ? AND ${PAGE}`);
  // Reads along the profile's own, far shorter run of changes.
  const byBoth = reader.prepare<Stored>(`${SELECT} WHERE site = ? AND profile = ? AND +segment = ? AND ${PAGE}`);

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
        rows: page.map(({ id, site: owner, segment, profile, kind, at, cause }) => ({
          id,
          site: owner,
          segment,
          profile,
          kind,
          at,
          cause,
        })),
        next: stored.length > limit && last !== undefined ? String(last.sequence) : null,
      };
    },
  };
}

function parseCursor(cursor: string | null): number {
  if (cursor === null) return Number.MAX_SAFE_INTEGER;
  const sequence = Number(cursor);
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new StoreProtocolError('The cursor is not one of ours.');
  return sequence;
}
