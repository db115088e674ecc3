import { rowsOf, textAt } from '../answer.js';
import type { Run } from '../contract.js';
import { settings } from '../sql/settings.js';
import { render, sql, texts, uint32 } from '../statement.js';
import type { Transport } from '../transport.js';

/** Bytes of ids in one statement: the engine reads no statement of more than 256 KiB. */
const statementBytes = 100_000;

/** Which message ids the site has events of. Cost: the site's `messageId` column once a statement. */
export async function knownMessages(
  transport: Transport,
  site: number,
  ids: readonly string[],
  run: Run,
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  let part: string[] = [];
  let bytes = 0;
  const ask = async (): Promise<void> => {
    const statement = render(sql`SELECT DISTINCT messageId FROM events
      WHERE site = ${uint32(site)} AND messageId IN ${texts(part)} ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
    for (const row of rowsOf(await transport.run(statement, run))) known.add(textAt(row, 0));
    part = [];
    bytes = 0;
  };
  for (const id of ids) {
    part.push(id);
    bytes += Buffer.byteLength(id) + 4;
    if (bytes >= statementBytes) await ask();
  }
  if (part.length > 0) await ask();
  return known;
}
