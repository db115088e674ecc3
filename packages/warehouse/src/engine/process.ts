import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  MemoryLimitError,
  StatementCancelledError,
  StatementFailedError,
  WarehouseClosedError,
  type WarehouseError,
  WarehouseUnavailableError,
} from '../errors.js';
import { render, type Statement, sql } from '../statement.js';
import type { RunOptions, Transport, TransportStatus } from '../transport.js';
import { readFrames, writeFrame } from './frames.js';
import type { Reply, Request } from './protocol.js';

type Call = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never;

interface Pending {
  readonly resolve: (answer: { readonly body: Buffer; readonly memoryBytes: number }) => void;
  readonly reject: (reason: WarehouseError) => void;
}

interface Running {
  readonly child: ChildProcess;
  readonly channel: Socket;
  readonly pending: Map<number, Pending>;
  readonly version: string;
}

/** The engine's number of the fault. */
const memoryLimitExceeded = '241';
const firstDelay = 100;
const longestDelay = 10_000;
const nothing = Buffer.alloc(0);

/**
 * The embedded engine in a process of its own. When it dies, calls in flight reject with `WarehouseUnavailableError`,
 * and it is started again after a delay that doubles up to 10 s; calls made meanwhile wait for it.
 */
export class EngineProcess implements Transport {
  private running: Promise<Running>;
  private current: Running | null = null;
  /** The process started last, which may not have answered yet. */
  private child: ChildProcess | null = null;
  /** Gives up the start that is being waited for. */
  private giveUp: () => void = () => undefined;
  private restarts = 0;
  private delay = firstDelay;
  private closing = false;
  private nextId = 1;

  private constructor(
    private readonly path: string,
    private readonly prepare: (transport: Transport) => Promise<void>,
    private readonly onLog: (line: string) => void,
  ) {
    mkdirSync(path, { recursive: true });
    this.running = this.start();
    this.running.catch(() => undefined);
  }

  /**
   * @param prepare run once in the life of the warehouse, when the engine first answers (migrations)
   * @throws WarehouseUnavailableError if the engine cannot be opened the first time (the directory belongs to another process, say)
   */
  static async open(
    path: string,
    prepare: (transport: Transport) => Promise<void>,
    onLog: (line: string) => void,
  ): Promise<EngineProcess> {
    const engine = new EngineProcess(path, prepare, onLog);
    try {
      await engine.running;
      await engine.prepare(engine);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  async run(statement: Statement, options: RunOptions): Promise<Buffer> {
    const answer = await this.call({ call: 'run', statement, purpose: options.purpose, tag: options.tag }, nothing);
    return answer.body;
  }

  async insert(statement: Statement, values: Buffer): Promise<void> {
    await this.call({ call: 'insert', statement }, values);
  }

  async cancel(tag: string): Promise<void> {
    await this.call({ call: 'cancel', tag }, nothing);
  }

  async status(): Promise<TransportStatus> {
    const { memoryBytes } = await this.call({ call: 'status' }, nothing);
    const parts = await this.run(
      render(sql`SELECT sum(bytes_on_disk) FROM system.parts WHERE database = currentDatabase() FORMAT TSVRaw`),
      { purpose: 'interactive' },
    );
    const { version } = await this.running;
    return { version, memoryBytes, diskBytes: Number(parts.toString()), restarts: this.restarts };
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.giveUp();
    const running = this.current;
    if (running === null) {
      this.child?.kill('SIGKILL');
      return;
    }
    const ended = new Promise<void>((resolve) => running.child.once('exit', () => resolve()));
    this.send(running, { call: 'close' }, nothing).catch(() => undefined);
    const impatience = setTimeout(() => running.child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(impatience);
  }

  /** The process id of the engine, for tests that kill it. */
  get pid(): number | null {
    return this.current?.child.pid ?? null;
  }

  private async call(call: Call, body: Buffer): Promise<{ body: Buffer; memoryBytes: number }> {
    if (this.closing) throw new WarehouseClosedError();
    return this.send(await this.running, call, body);
  }

  private send(running: Running, call: Call, body: Buffer): Promise<{ body: Buffer; memoryBytes: number }> {
    return new Promise((resolve, reject) => {
      if (running.channel.destroyed || !running.channel.writable) {
        reject(new WarehouseUnavailableError('The warehouse engine has just ended'));
        return;
      }
      const id = this.nextId++;
      running.pending.set(id, { resolve, reject });
      writeFrame(running.channel, { id, ...call }, body);
    });
  }

  private start(): Promise<Running> {
    const file = fileURLToPath(new URL('../engine-process.js', import.meta.url));
    const child = spawn(process.execPath, [file, this.path], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      // A statement holds one of these threads until it ends; there must be more of them than connections.
      env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
    });
    this.child = child;
    const channel = child.stdio[3];
    const pending = new Map<number, Pending>();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.onLog(text.trimEnd()));
    }
    return new Promise<Running>((resolve, reject) => {
      if (!(channel instanceof Socket)) {
        reject(new WarehouseUnavailableError('The warehouse engine could not be reached'));
        return;
      }
      let ended = false;
      const end = (why: string): void => {
        if (ended) return;
        ended = true;
        const error = new WarehouseUnavailableError(`The warehouse engine ended (${why})`);
        reject(error);
        for (const each of pending.values()) each.reject(error);
        pending.clear();
        channel.destroy();
        this.restartUnlessClosing(why);
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
      channel.on('error', () => undefined);
      readFrames(channel, ({ head, body }) => {
        const reply = head as Reply;
        switch (reply.outcome) {
          case 'ready':
            this.delay = firstDelay;
            this.current = { child, channel, pending, version: reply.version };
            resolve(this.current);
            return;
          case 'refused':
            reject(new WarehouseUnavailableError(`The warehouse engine could not be opened: ${reply.message}`));
            child.kill('SIGKILL');
            return;
        }
        const call = pending.get(reply.id);
        pending.delete(reply.id);
        if (call === undefined) return;
        if (reply.outcome === 'done') call.resolve({ body, memoryBytes: reply.memoryBytes ?? 0 });
        else if (reply.outcome === 'cancelled') call.reject(new StatementCancelledError(reply.tag));
        else if (reply.engineCode === memoryLimitExceeded) call.reject(new MemoryLimitError());
        else call.reject(new StatementFailedError(reply.message, reply.engineCode));
      });
    });
  }

  private restartUnlessClosing(why: string): void {
    const neverOpened = this.current === null && this.restarts === 0;
    this.current = null;
    if (this.closing || neverOpened) return;
    this.restarts += 1;
    const delay = this.delay;
    this.delay = Math.min(this.delay * 2, longestDelay);
    this.onLog(`The warehouse engine ended (${why}); starting it again in ${delay} ms`);
    this.running = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, delay);
      this.giveUp = () => {
        clearTimeout(timer);
        reject(new WarehouseClosedError());
      };
    }).then(() => this.start());
    this.running.catch(() => undefined);
  }
}
