import { rowsOf } from './answer.js';
import { render, sql } from './statement.js';
import type { Transport } from './transport.js';

/** Columns of lists of text, of numbers and of truth values; the other forms of a list stand beside one of text. */
const beginnings = ['"F_', '"N_', '"B_'];

const columnForm = /^[FNB]_[A-Za-z0-9_]+$/;

/**
 * Columns of traits in which anybody may have a list. Most traits are never lists, and reading everybody's empty ones
 * costs half of a pass over the people (1 M people, two conditions: 71 ms with, 38 ms without).
 *
 * Never too few: what is stored was asked once, and a body is looked through before it is sent. A directory has one
 * process, so there is nobody else to bring a list.
 */
export class ListTraits {
  private readonly brought = new Set<string>();
  private stored: Promise<void> | null = null;

  constructor(private readonly transport: Transport) {}

  /** Takes note of the lists in rows of `profiles` about to be inserted. Text that looks like one costs time and nothing else. */
  note(body: Buffer): void {
    for (const beginning of beginnings) {
      for (let at = body.indexOf(beginning); at >= 0; at = body.indexOf(beginning, at + 1)) {
        const column = body.toString('latin1', at + 1, body.indexOf('"', at + 1));
        if (columnForm.test(column)) this.brought.add(column);
      }
    }
  }

  /** Names of columns as the JSON has them, e.g. `F_tags`. */
  private async columns(): Promise<ReadonlySet<string>> {
    this.stored ??= this.load();
    try {
      await this.stored;
    } catch (error) {
      this.stored = null;
      throw error;
    }
    return this.brought;
  }

  /** Asks with the columns known; again where rows with the first list of a trait were sent meanwhile. */
  async asking<T>(ask: (columns: ReadonlySet<string>) => Promise<T>): Promise<T> {
    for (;;) {
      const columns = await this.columns();
      const before = columns.size;
      const answer = await ask(columns);
      if (columns.size === before) return answer;
    }
  }

  private async load(): Promise<void> {
    const statement = render(sql`SELECT arrayJoin(distinctJSONPaths(traits)) FROM profiles
      SETTINGS max_execution_time = 60 FORMAT JSONCompactEachRow`);
    for (const [path] of rowsOf(await this.transport.run(statement, { purpose: 'interactive' }))) {
      if (typeof path === 'string' && columnForm.test(path)) this.brought.add(path);
    }
  }
}
