import type { PastRow } from '../contract.js';

/** Neighbouring profiles of which what was counted stands in one row: two or three kilobytes, so less than a page. */
const profilesInBlock = 32;

export interface PastBlock {
  readonly block: number;
  readonly body: string;
}

export function blockOf(profile: number): number {
  return Math.floor(profile / profilesInBlock);
}

/** Rows in the order of profiles as blocks; out of order they are right too, and more. */
export function blocksOf(rows: readonly PastRow[]): PastBlock[] {
  const blocks: PastBlock[] = [];
  let block = -1;
  let body = '';
  for (const row of rows) {
    const own = blockOf(row.profile);
    if (own !== block) {
      if (body !== '') blocks.push({ block, body });
      block = own;
      body = '\n';
    }
    body += `${row.profile} ${row.body}\n`;
  }
  if (body !== '') blocks.push({ block, body });
  return blocks;
}

/** What stands in a block's body of a profile; null: nothing. */
export function bodyIn(body: string, profile: number): string | null {
  const line = `\n${profile} `;
  const at = body.indexOf(line);
  if (at < 0) return null;
  const from = at + line.length;
  return body.slice(from, body.indexOf('\n', from));
}

/** A block's body without that profile. */
export function withoutProfile(body: string, profile: number): string {
  const at = body.indexOf(`\n${profile} `);
  return at < 0 ? body : body.slice(0, at) + body.slice(body.indexOf('\n', at + 1));
}
