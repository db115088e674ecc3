import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { newId } from '../../auth/secrets.js';
import { ApiError, InvalidRequestError, NotFoundError } from '../../http/errors.js';
import { type Column, ColumnSurvey, column, rowsLookedAt } from './columns.js';
import { type ImportMapping, importMapping } from './mapping.js';
import { parquetRowCount } from './parquet.js';
import { isRejection, rejectingMapping } from './rejected.js';
import { type FileFormat, type Row, type TextEncoding, textEncodings } from './row.js';
import { rowsOfFile } from './rows-of-file.js';

const largest = 4 * 1024 ** 3;
/** How long a file that was brought in is kept, in ms. */
export const keptFor = 24 * 3_600_000;

const about = z.object({
  id: z.string(),
  site: z.number(),
  name: z.string(),
  format: z.enum(['csv', 'ndjson', 'parquet']),
  encoding: z.enum(textEncodings),
  bytes: z.number(),
  /** Exact for short files and Parquet, else the lines. */
  rows: z.number(),
  rowsExact: z.boolean(),
  columns: z.array(column),
  /** Jobs that imported it, the latest last; absent of a file that an older version kept. */
  imports: z.array(z.string()).default([]),
  /** Of its last check or import, which rejected what can be had of it. */
  mapping: importMapping.optional().catch(undefined),
  /** Of rejected rows that were sent again: the mapping of the run that rejected them. */
  rejectedBy: importMapping.optional().catch(undefined),
  keptAt: z.number(),
});

/** A file that was sent to be imported. */
export type KeptFile = z.output<typeof about> & { readonly columns: readonly Column[] };

/**
 * Files that somebody has sent to be imported, each in a folder of its own with what is known of it, for a day.
 * They outlive a restart.
 */
export class KeptFiles {
  /** Files that are coming in: nothing is known of them yet. */
  private readonly coming = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly clock: () => number,
  ) {}

  /**
   * Keeps what comes and looks at its columns.
   *
   * @throws InvalidRequestError where it cannot be read as what it is; ApiError `file_too_large`
   */
  async keep(site: number, name: string, source: AsyncIterable<Buffer>): Promise<KeptFile> {
    const id = newId('file');
    const folder = this.folderOf(site, id);
    this.coming.add(id);
    await mkdir(folder, { recursive: true });
    try {
      const seen = new BytesSeen();
      await pipeline(
        source,
        (pieces: AsyncIterable<Buffer>) => seen.watch(pieces),
        createWriteStream(join(folder, 'content')),
      );
      if (seen.bytes === 0) throw new InvalidRequestError('The file is empty.', [], 'empty_file');
      const { format } = seen;
      const encoding = format === 'csv' ? seen.encoding : 'utf-8';
      const survey = new ColumnSurvey();
      const looked = await lookAt(rowsOfFile(join(folder, 'content'), format, encoding), survey);
      const columns = survey.result();
      if (columns.length === 0) throw new InvalidRequestError('The file has no rows.', [], 'empty_file');
      const exact = looked < rowsLookedAt || format === 'parquet';
      const rows =
        looked < rowsLookedAt
          ? looked
          : format === 'parquet'
            ? await parquetRowCount(join(folder, 'content'))
            : // The first line of a table names its columns.
              seen.lines - (format === 'csv' ? 1 : 0);
      const file = {
        id,
        site,
        name,
        format,
        encoding,
        bytes: seen.bytes,
        rows,
        rowsExact: exact,
        columns,
        rejectedBy: isRejection(columns) ? rejectingMapping({ name, columns }, await this.list(site)) : undefined,
        keptAt: this.clock(),
      };
      return await this.write(about.parse(file));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    } finally {
      this.coming.delete(id);
    }
  }

  /** @throws NotFoundError */
  async get(site: number, id: string): Promise<KeptFile> {
    const file = /^file_[\w-]+$/.test(id) ? await this.read(site, id) : null;
    if (file === null) throw new NotFoundError('There is no such file; files are kept for a day.', 'file_not_found');
    return file;
  }

  /** Newest first. */
  async list(site: number): Promise<readonly KeptFile[]> {
    const files = await Promise.all((await this.idsOf(String(site))).map((id) => this.read(site, id)));
    return files.filter((file) => file !== null).sort((one, other) => other.keptAt - one.keptAt);
  }

  /** Puts down by which mapping a file is being checked or imported. */
  async begun(file: KeptFile, mapping: ImportMapping): Promise<void> {
    await this.change(file, () => ({ mapping }));
  }

  /** Puts down that a job has imported a file. */
  async imported(file: KeptFile, job: string): Promise<void> {
    await this.change(file, ({ imports }) => ({ imports: [...imports, job] }));
  }

  async delete(site: number, id: string): Promise<void> {
    await this.get(site, id);
    await rm(this.folderOf(site, id), { recursive: true, force: true });
  }

  /** Where what became of a file's import is written: beside the file, for as long as it is kept. */
  pathOf({ site, id }: KeptFile, name: string): string {
    return join(this.folderOf(site, id), name);
  }

  rowsOf({ site, id, format, encoding }: KeptFile): AsyncGenerator<Row> {
    return rowsOfFile(join(this.folderOf(site, id), 'content'), format, encoding);
  }

  /** Removes what has been kept long enough, and what a crash left half written. */
  async forget(): Promise<void> {
    for (const site of await this.idsOf('')) {
      for (const id of await this.idsOf(site)) {
        if (this.coming.has(id)) continue;
        const file = await this.read(Number(site), id);
        if (file === null || file.keptAt + keptFor <= this.clock())
          await rm(this.folderOf(Number(site), id), { recursive: true, force: true });
      }
    }
  }

  private folderOf(site: number, id: string): string {
    return join(this.folder, String(site), id);
  }

  private async idsOf(folder: string): Promise<string[]> {
    return readdir(join(this.folder, folder)).catch(ifMissing<string[]>([]));
  }

  private async read(site: number, id: string): Promise<KeptFile | null> {
    const text = await readFile(join(this.folderOf(site, id), 'about.json'), 'utf8').catch(ifMissing(null));
    return text === null ? null : about.parse(JSON.parse(text));
  }

  /** Of a file that was thrown away meanwhile nothing is kept. */
  private async change({ site, id }: KeptFile, change: (file: KeptFile) => Partial<KeptFile>): Promise<void> {
    const file = await this.read(site, id);
    if (file === null) return;
    await this.write({ ...file, ...change(file) }).catch(ifMissing(null));
  }

  /** Beside its place first: a crash leaves what was known before. */
  private async write(file: KeptFile): Promise<KeptFile> {
    const path = this.pathOf(file, 'about.json');
    await writeFile(`${path}.part`, JSON.stringify(file), { flush: true });
    await rename(`${path}.part`, path);
    return file;
  }
}

function ifMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise;
    throw error;
  };
}

async function lookAt(rows: AsyncGenerator<Row>, survey: ColumnSurvey): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    survey.take(row);
    count += 1;
    if (count === rowsLookedAt) break;
  }
  return count;
}

/** What its bytes tell of a file while they pass. */
class BytesSeen {
  bytes = 0;
  private ends = 0;
  private last = 10;
  private head = Buffer.alloc(0);
  /** Taken for UTF-8: characters of several bytes, and places that cannot be read. */
  private multibyte = 0;
  private broken = 0;
  private isUtf8 = true;

  async *watch(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let decoder = new TextDecoder('utf-8', { fatal: true });
    const decode = (piece?: Buffer): string => {
      const more = { stream: piece !== undefined };
      try {
        return decoder.decode(piece, more);
      } catch {
        this.isUtf8 = false;
        decoder = new TextDecoder('utf-8');
        return decoder.decode(piece, more);
      }
    };
    const check = (piece?: Buffer): void => {
      if (this.format !== 'csv') return;
      const text = decode(piece);
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        if (unit === 0xfffd) this.broken += 1;
        else if (unit > 0x7f) this.multibyte += 1;
      }
    };
    for await (const piece of pieces) {
      this.bytes += piece.length;
      if (this.bytes > largest) {
        throw new ApiError(413, 'file_too_large', `A file may have at most ${largest / 1024 ** 3} GB.`);
      }
      if (this.head.length < 512) this.head = Buffer.concat([this.head, piece.subarray(0, 512)]);
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) this.ends += 1;
      // A line break of UTF-16 has a zero beside it.
      this.last = piece.findLast((byte) => byte !== 0) ?? this.last;
      check(piece);
      yield piece;
    }
    check();
  }

  /** The last one may lack its end. */
  get lines(): number {
    return this.ends + (this.last === 10 ? 0 : 1);
  }

  get format(): FileFormat {
    if (this.head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
    return /^\uFEFF?\s*\{/.test(this.head.toString('utf8')) ? 'ndjson' : 'csv';
  }

  /**
   * By a byte order mark where the text is UTF-16. Else UTF-8, also with some broken bytes: what older spreadsheets write
   * has hardly ever the bytes of a character of UTF-8, and never more of these than others.
   */
  get encoding(): TextEncoding {
    const mark = this.head.subarray(0, 2).toString('hex');
    if (mark === 'fffe') return 'utf-16le';
    if (mark === 'feff') return 'utf-16be';
    return this.isUtf8 || this.multibyte > this.broken ? 'utf-8' : 'windows-1252';
  }
}
