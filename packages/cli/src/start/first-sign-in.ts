import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'first-sign-in.txt';

/**
 * The password of the first user: given from outside, else made up once and kept in the data directory, readable by its
 * owner only, until that person deletes the file. Null for a data directory that was set up with a given one.
 */
export function firstPassword(dataDir: string, given: string | undefined, fresh: boolean): string | null {
  if (given !== undefined) return given;
  const file = join(dataDir, fileName);
  if (!fresh) return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  const password = randomBytes(12).toString('base64url');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
