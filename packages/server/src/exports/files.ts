import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportRun } from '@kindred/store';

type Named = Pick<ExportRun, 'site' | 'id' | 'format'>;

/** The files of exports, a folder a site. A file is there whole or not at all. */
export class ExportFiles {
  constructor(private readonly folder: string) {}

  pathOf({ site, id, format }: Named): string {
    return join(this.folder, String(site), `${id}.${format}`);
  }

  /** Writes a file beside its place and puts it there once it is on disk. Gives its length in bytes. */
  async write(run: Named, write: (file: FileHandle) => Promise<void>): Promise<number> {
    const path = this.pathOf(run);
    const part = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    const file = await open(part, 'w');
    try {
      await write(file);
      await file.sync();
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await rename(part, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
    return (await stat(path)).size;
  }

  async has(run: Named): Promise<boolean> {
    return stat(this.pathOf(run)).then(
      () => true,
      () => false,
    );
  }

  read(run: Named): ReadStream {
    return createReadStream(this.pathOf(run));
  }

  async remove(run: Named): Promise<void> {
    await rm(this.pathOf(run), { force: true });
  }

  /** Removes what an earlier process had not finished. */
  async removeParts(): Promise<void> {
    const found = await readdir(this.folder, { recursive: true }).catch(() => []);
    for (const path of found) if (path.endsWith('.part')) await rm(join(this.folder, path), { force: true });
  }
}
