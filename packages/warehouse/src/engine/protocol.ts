import type { Statement } from '../statement.js';
import type { Purpose } from '../transport.js';

/** What the server asks of the engine's process. Bodies travel beside the head, see `frames.ts`. */
export type Request =
  | {
      readonly id: number;
      readonly call: 'run';
      readonly statement: Statement;
      readonly purpose: Purpose;
      readonly tag?: string | undefined;
    }
  | { readonly id: number; readonly call: 'insert'; readonly statement: Statement }
  | { readonly id: number; readonly call: 'cancel'; readonly tag: string }
  | { readonly id: number; readonly call: 'status' }
  | { readonly id: number; readonly call: 'close' };

export type Reply =
  /** Sent once, unasked, when the engine is open. */
  | { readonly id: 0; readonly outcome: 'ready'; readonly version: string }
  | { readonly id: 0; readonly outcome: 'refused'; readonly message: string }
  | { readonly id: number; readonly outcome: 'done'; readonly memoryBytes?: number }
  | { readonly id: number; readonly outcome: 'cancelled'; readonly tag: string | null }
  | { readonly id: number; readonly outcome: 'failed'; readonly message: string; readonly engineCode: string | null };
