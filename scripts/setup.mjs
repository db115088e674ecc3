/** Installs the dependencies when they are missing or the lockfile changed. Node's own modules only: nothing is there yet. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root, run } from './processes.mjs';
import { fail, progress, say } from './terminal.mjs';

const lockfile = `${root}/package-lock.json`;
const stamp = `${root}/node_modules/.kindred-lock`;
const oldest = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    fail(
      `Kindred needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node}.\n` +
        'Install a newer one from https://nodejs.org (or with your version manager) and run the same command again.',
    );
  }
}

/** Changes with the lockfile and with what native packages depend on. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(lockfile));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

/** True too where somebody installed by hand after the lockfile last changed. */
function installed(wanted) {
  const record = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (statSync(record).mtimeMs < statSync(lockfile).mtimeMs) return false;
  writeFileSync(stamp, wanted);
  return true;
}

function fits(allowed, present) {
  return allowed === undefined || (allowed.includes(present) && !allowed.includes(`!${present}`));
}

function expectedPackages() {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'));
  return Object.entries(packages).filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') &&
      !path.slice(13).includes('node_modules/') &&
      fits(entry.os, process.platform) &&
      fits(entry.cpu, process.arch),
  ).length;
}

function presentPackages() {
  const folder = `${root}/node_modules`;
  if (!existsSync(folder)) return 0;
  let count = 0;
  for (const name of readdirSync(folder)) {
    if (name.startsWith('.')) continue;
    count += name.startsWith('@') ? readdirSync(`${folder}/${name}`).length : 1;
  }
  return count;
}

/** Makes sure that the dependencies of the lockfile are there; does nothing within milliseconds when they are. */
export async function setup() {
  checkNode();
  const wanted = fingerprint();
  if (installed(wanted)) return;
  const total = expectedPackages();
  say(`Installing ${total} packages (about 800 MB on disk, most of it the embedded ClickHouse engine) …`);
  const bar = progress('Installing');
  const timer = setInterval(() => bar.update(presentPackages(), total), 500);
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
  clearInterval(timer);
  if (code !== 0) {
    say(output);
    fail('npm ci failed; what it said is above. Check the network or the registry setting (npm config get registry).');
  }
  writeFileSync(stamp, wanted);
  bar.done('Dependencies installed');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await setup();
