import type { ExportRun, SegmentDefinition, Site } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import type { SegmentHistory } from '../history/service.js';
import { ConflictError } from '../http/errors.js';
import { nameOf } from '../segments/directory.js';
import { countRows } from './count-rows.js';
import type { ExportFiles } from './files.js';

/** Members in one piece of a file of lines. */
const pieceOfLines = 50_000;

/** The members of an instant are not all in the log yet: the warehouse is behind, or an edit or a run is being told of. */
export class LogBehindError extends ConflictError {
  constructor() {
    super('behind', 'The log of memberships is behind; try again in a moment.');
  }
}

export interface Made {
  readonly asOf: number;
  readonly members: number;
  readonly bytes: number;
}

/**
 * Writes the members of one instant, all of them, whatever comes and goes meanwhile.
 *
 * @throws ConflictError `not_in_force`; LogBehindError
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
  if (!complete) throw new LogBehindError();
  const moment = await history.momentOf(segment, asOf);
  if (moment === null) {
    throw new ConflictError('not_in_force', `“${nameOf(segment)}” is not in force: its members are not kept.`);
  }
  const total = await warehouse.history.size(site.id, moment);
  const layout = { subject: segment.subject, format: run.format, traits: run.traits };
  const ask = (after: number, limit: number | null) =>
    warehouse.history.rows(site.id, moment, layout, { after, limit, header: after === 0 });
  let members = 0;
  const bytes = await files.write(run, async (file) => {
    const put = async (rows: Buffer, header: boolean): Promise<void> => {
      await file.writeFile(rows);
      members += countRows(run.format, rows, header);
      await progress(members, total, asOf);
    };
    // Pieces of lines make a file of lines; Parquet has its index at the end, so it is made in one go.
    let piece = await ask(0, run.format === 'parquet' ? null : pieceOfLines);
    await put(piece === null ? await warehouse.history.noRows(layout) : piece.bytes, true);
    while (piece !== null && run.format !== 'parquet') {
      piece = await ask(piece.last, pieceOfLines);
      if (piece !== null) await put(piece.bytes, false);
    }
  });
  return { asOf, members, bytes };
}
