import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Calendar } from '@kindred/criteria';
import type { Job } from '@kindred/store';
import { ApiError, ConflictError } from '../../http/errors.js';
import type { ImportDependencies } from '../dependencies.js';
import { eventReader } from '../events.js';
import { requireNoUndo, startJob } from '../import-job.js';
import { readPerson } from '../people.js';
import { chunksOfRows, newTally, type RowError, setDuplicates, type Tally } from '../rows.js';
import type { KeptFile, KeptFiles } from './kept-files.js';
import { type ImportMapping, lineOf } from './mapping.js';
import { RejectedRows, rejectedFile } from './rejected.js';
import type { Row } from './row.js';

/** Raised inside a run when the server stops. */
class StoppedError extends ApiError {
  override readonly name = 'StoppedError';
  constructor() {
    super(503, 'stopping', 'The server stopped during this import; run it again. What came in does not come in twice.');
  }
}

/** Raised inside a run where what it rejects cannot be written. */
class UnwrittenError extends ApiError {
  override readonly name = 'UnwrittenError';
  constructor(code: unknown) {
    super(
      507,
      'rejected_unwritten',
      code === 'ENOENT'
        ? 'The file was thrown away as this import began.'
        : `The rows that are rejected cannot be written to the disk (${code}); run it again once they can. What came in does not come in twice.`,
    );
  }
}

/** Imports of kept files, each a job that goes on by itself. One at a time for a file. */
export class FileRuns {
  private readonly running = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(
    private readonly files: KeptFiles,
    private readonly dependencies: ImportDependencies,
    private readonly onError: (error: unknown, doing: string) => void,
  ) {}

  /**
   * Starts to import a file, or to check it where `dryRun`.
   *
   * @throws ConflictError `import_running` where that file is being imported already, `undo_running`
   */
  async start(
    file: KeptFile,
    mapping: ImportMapping,
    calendar: Calendar,
    { dryRun, by }: { readonly dryRun: boolean; readonly by: string },
  ): Promise<Job> {
    await requireNoUndo(this.dependencies, file.site);
    if (this.running.has(file.id)) throw new ConflictError('import_running', 'This file is being imported already.');
    const lost = (error: unknown) => this.onError(error, 'writing down a job');
    const origin = { kind: mapping.what, site: file.site, by, name: file.name, dryRun };
    const began = startJob(origin, this.dependencies, lost, {
      total: file.rows,
      detail: { file: file.id, name: file.name, dryRun },
    });
    const work = began.then(async (job) => {
      const tally = newTally();
      try {
        await this.files.begun(file, mapping).catch(lost);
        await this.run(file, mapping, calendar, job.number, tally, (done) => job.progress(done));
        // Before it is told to be done: whoever hears that finds the file among those that were imported.
        if (!dryRun) await this.files.imported(file, job.id).catch(lost);
        await job.done(tally.read, tally);
      } catch (error) {
        if (!(error instanceof ApiError)) this.onError(error, 'importing a file');
        await job.failed(
          error instanceof ApiError ? error.detail : 'The import stopped; the server’s log says why.',
          tally,
        );
      }
    });
    this.running.set(file.id, work);
    work.catch(lost).finally(() => this.running.delete(file.id));
    return (await began).job;
  }

  /** Ends what is running at its next rows. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.running.values());
  }

  /** @param number of the import; absent: every row is checked and nothing changed */
  private async run(
    file: KeptFile,
    mapping: ImportMapping,
    calendar: Calendar,
    number: number | undefined,
    tally: Tally,
    progress: (done: number) => void,
  ): Promise<void> {
    const { engine, clock } = this.dependencies;
    const rejected = createWriteStream(this.files.pathOf(file, rejectedFile));
    // Asked for between chunks and at the end; an error that nobody hears would end the process.
    rejected.on('error', (error) => this.onError(error, 'writing down rejected rows'));
    const rows = new RejectedRows(file.columns);
    rejected.write(rows.head());
    const tell = (error: RowError, row: Row): void => {
      rejected.write(rows.line(error, row));
    };
    const chunks = <T>(read: (line: unknown, text: string) => T) =>
      this.watched(
        chunksOfRows(
          this.files.rowsOf(file),
          (row) => {
            const line = lineOf(row, mapping, calendar);
            return read(line, JSON.stringify(line));
          },
          tally,
          tell,
        ),
        rejected,
        () => progress(tally.read),
      );
    try {
      if (mapping.what === 'people') {
        const people = chunks(readPerson);
        if (number === undefined) await drain(people);
        else await engine.importPeople(file.site, people, () => {}, number);
      } else {
        const events = chunks(eventReader(clock()));
        if (number === undefined) await drain(events);
        else setDuplicates(tally, (await engine.importEvents(file.site, events, () => {}, number)).duplicates);
      }
    } finally {
      rejected.end();
      await finished(rejected).catch((error) => {
        throw new UnwrittenError(error.code);
      });
    }
  }

  private async *watched<T>(
    chunks: AsyncGenerator<readonly T[]>,
    rejected: WriteStream,
    onChunk: () => void,
  ): AsyncGenerator<readonly T[]> {
    for await (const chunk of chunks) {
      if (this.stopping) throw new StoppedError();
      if (rejected.errored !== null) throw rejected.errored;
      // Nothing is read on while what was rejected has not been written.
      if (rejected.writableNeedDrain) await once(rejected, 'drain');
      yield chunk;
      onChunk();
    }
  }
}

async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks);
}
