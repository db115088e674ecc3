import { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { StatementCancelledError, StatementFailedError } from '../errors.js';
import { render, type Statement, sql, text } from '../statement.js';
import type { Purpose, RunOptions } from '../transport.js';

/** Connections a purpose. A connection runs one statement at a time, so a short question must never meet a long one on it. */
const connections: Readonly<Record<Purpose, number>> = {
  insert: 2,
  interactive: 3,
  report: 1,
  backfill: 1,
  control: 1,
};

interface Waiting {
  readonly statement: Statement;
  readonly values: Buffer | null;
  readonly tag: string | null;
  cancelled: boolean;
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (reason: Error) => void;
}

interface Lane {
  readonly idle: ClickHouseClient[];
  readonly waiting: Waiting[];
}

/** Makes clients of one engine, and says how they take parameters. */
export interface Connector {
  connect(): Promise<ClickHouseClient>;
  /** The text to send, and the parameters to send beside it. */
  bind(statement: Statement): Statement;
}

/**
 * Runs statements through the official client over a few connections a purpose, first come first served.
 * It knows nothing of what is on the other end: the connector makes clients of the embedded engine or of a server.
 */
export class Clients {
  private readonly running = new Set<Waiting>();

  private constructor(
    private readonly connector: Connector,
    private readonly lanes: Readonly<Record<Purpose, Lane>>,
    private readonly all: readonly ClickHouseClient[],
  ) {}

  static async open(connector: Connector): Promise<Clients> {
    const all: ClickHouseClient[] = [];
    const lane = async (purpose: Purpose): Promise<Lane> => {
      const clients = await Promise.all(Array.from({ length: connections[purpose] }, () => connector.connect()));
      all.push(...clients);
      return { idle: clients, waiting: [] };
    };
    const lanes = {
      insert: await lane('insert'),
      interactive: await lane('interactive'),
      report: await lane('report'),
      backfill: await lane('backfill'),
      control: await lane('control'),
    };
    return new Clients(connector, lanes, all);
  }

  run(statement: Statement, options: RunOptions, values: Buffer | null = null): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const tag = options.tag ?? null;
      this.lanes[options.purpose].waiting.push({ statement, values, tag, cancelled: false, resolve, reject });
      this.next(this.lanes[options.purpose]);
    });
  }

  /** Waiting statements end at once; running ones are killed in the engine, again until they are gone. */
  async cancel(tag: string): Promise<void> {
    for (const lane of Object.values(this.lanes)) {
      for (const each of lane.waiting.filter((waiting) => waiting.tag === tag)) {
        lane.waiting.splice(lane.waiting.indexOf(each), 1);
        each.reject(new StatementCancelledError(tag));
      }
    }
    const running = [...this.running].filter((each) => each.tag === tag);
    for (const each of running) each.cancelled = true;
    // A statement handed over a moment ago may not be known to the engine yet, hence the repetition.
    while (running.some((each) => this.running.has(each))) {
      await this.run(kill(tag), { purpose: 'control' });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((client) => client.close()));
  }

  private next(lane: Lane): void {
    const client = lane.idle.pop();
    if (client === undefined) return;
    const waiting = lane.waiting.shift();
    if (waiting === undefined) {
      lane.idle.push(client);
      return;
    }
    this.running.add(waiting);
    execute(client, waiting, this.connector)
      .then(waiting.resolve, (error: unknown) => {
        waiting.reject(waiting.cancelled ? new StatementCancelledError(waiting.tag) : failureOf(error));
      })
      .finally(() => {
        this.running.delete(waiting);
        lane.idle.push(client);
        this.next(lane);
      });
  }
}

/** The tag as it stands before a tagged statement. */
function comment(tag: string): string {
  return `/* kindred:${tag}: */ `;
}

/**
 * The pattern is put together in the engine so that this statement does not match itself. Not SYNC: the embedded engine
 * lists a killed statement until its connection runs the next one, so that would wait for ever.
 */
function kill(tag: string): Statement {
  return render(sql`KILL QUERY WHERE query LIKE concat('%kindred', ':', ${text(tag)}, ':%') ASYNC`);
}

async function execute(
  client: ClickHouseClient,
  { statement, values, tag }: Waiting,
  connector: Connector,
): Promise<Buffer> {
  const { text, parameters } = connector.bind(statement);
  const result = await client.exec({
    query: tag === null ? text : comment(tag) + text,
    query_params: { ...parameters },
    ...(values === null ? {} : { values: Readable.from([values]) }),
  });
  const chunks: Buffer[] = [];
  for await (const chunk of result.stream) chunks.push(Buffer.from(chunk));
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** The embedded engine brings its own copy of the client's error class, so the error is known by its shape. */
function failureOf(error: unknown): StatementFailedError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return new StatementFailedError(error instanceof Error ? error.message : String(error), code);
}
