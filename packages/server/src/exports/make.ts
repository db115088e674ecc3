import type { ExportRun, SegmentDefinition, Site } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import type { SegmentHistory } from '../history/service.js';
import { ConflictError } from '../http/errors.js';
import { nameOf } from '../segments/directory.js';
import type { ExportFiles } from './files.js';

/** Members in one piece of a file of lines. */
const pieceOfLines = 50_000;

export interface Made {
  readonly asOf: number;
  readonly members: number;
  readonly bytes: number;
}

/**
 * Writes the members of one instant, all of them, whatever comes and goes meanwhile.
 *
 * @throws ConflictError `not_in_force`, `behind`
 */
export async function makeExport(
  parts: { readonly history: SegmentHistory; readonly warehouse: Warehouse; readonly files: ExportFiles },
  site: Site,
  segment: SegmentDefinition,
  run: ExportRun,
  progress: (done: number, total: number, asOf: number) => Promise<void>,
): Promise<Made> {
  const { history, warehouse, files } = parts;
  const { asOf, complete } = await history.settle(site, [segment]);
  if (!complete) throw new ConflictError('behind', 'The log of memberships is behind; try again in a moment.');
  const moment = await history.momentOf(segment, asOf);
  if (moment === null) {
    throw new ConflictError('not_in_force', `“${nameOf(segment)}” is not in force: its members are not kept.`);
  }
  const total = await warehouse.history.size(site.id, moment);
  const layout = { subject: segment.subject, format: run.format, traits: run.traits };
  // Pieces of lines make a file of lines; Parquet has its index at the end, so it is made in one go.
  const limit = run.format === 'parquet' ? Math.max(1, total) : pieceOfLines;
  let members = 0;
  const bytes = await files.write(run, async (file) => {
    for (let after = 0; ; ) {
      const piece = await warehouse.history.rows(site.id, moment, layout, { after, limit, header: members === 0 });
      if (piece === null) break;
      await file.writeFile(piece.bytes);
      members += piece.members;
      after = piece.last;
      await progress(members, total, asOf);
    }
    if (members > 0) return;
    await file.writeFile(await warehouse.history.noRows(layout));
  });
  return { asOf, members, bytes };
}
