import { stat } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { open } from '../auth/access.js';
import { NotFoundError } from './errors.js';

export interface StaticFiles {
  /** The built studio. */
  readonly studioDir?: string;
  /** The demo's pages; may be filled after the start. */
  readonly demoDir?: string;
  /** The script for web pages, a file. */
  readonly browserScript?: string;
}

const hide = { config: open, schema: { hide: true } };

/** Files that a bundler named after what is in them. */
const hashed = /(?:^|\/)assets\/.*[-.][\w-]{8}\.\w+$/;

/** `/studio/`, `/demo/` and `/kindred.js`; `/` leads to the studio. */
export async function serveStaticFiles(app: FastifyInstance, files: StaticFiles): Promise<void> {
  await app.register(fastifyStatic, { serve: false, root: dirname(new URL(import.meta.url).pathname) });
  const { studioDir, demoDir, browserScript } = files;
  if (studioDir !== undefined) {
    app.get('/', hide, (_request, reply) => reply.redirect('/studio/'));
    serveFolder(app, '/studio', studioDir, (reply) => sendFile(reply, studioDir, 'index.html'));
  }
  if (demoDir !== undefined) {
    serveFolder(app, '/demo', demoDir, () => {
      throw new NotFoundError('There is no such page.');
    });
  }
  if (browserScript !== undefined) {
    app.get('/kindred.js', hide, (_request, reply) => {
      // Pages of every site load it.
      reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*');
      return reply.sendFile(basename(browserScript), dirname(browserScript), { maxAge: '5m' });
    });
  }
}

type OtherwiseSend = (reply: FastifyReply) => FastifyReply;

function serveFolder(app: FastifyInstance, prefix: string, folder: string, otherwise: OtherwiseSend): void {
  app.get(prefix, hide, (_request, reply) => reply.redirect(`${prefix}/`));
  app.get(`${prefix}/*`, hide, async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    // Normalised from an absolute path, so no number of “..” leads out of the folder.
    const wanted = posix.normalize(`/${request.params['*']}`).slice(1);
    const found = wanted.includes('\0') ? null : await stat(join(folder, wanted)).catch(() => null);
    if (found?.isFile() === true) return sendFile(reply, folder, wanted);
    if (found?.isDirectory() !== true) return otherwise(reply);
    if (wanted !== '' && !wanted.endsWith('/')) return reply.redirect(`${prefix}/${wanted}/`);
    const index = join(wanted, 'index.html');
    const page = await stat(join(folder, index)).catch(() => null);
    return page?.isFile() === true ? sendFile(reply, folder, index) : otherwise(reply);
  });
}

function sendFile(reply: FastifyReply, folder: string, file: string): FastifyReply {
  if (hashed.test(file)) return reply.sendFile(file, folder, { maxAge: '365d', immutable: true });
  reply.header('cache-control', 'no-cache');
  return reply.sendFile(file, folder, { cacheControl: false });
}
