/** Builds what is stale, and nothing else: a second start must not pay for it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, runTool } from './processes.mjs';
import { setup } from './setup.mjs';
import { fail, progress } from './terminal.mjs';

const stampFile = `${root}/.cache/build.json`;
const skipped = new Set(['node_modules', 'dist', 'results', '.cache']);

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* filesUnder(path);
    } else if (!entry.name.endsWith('.tsbuildinfo') && !entry.name.endsWith('.log')) yield path;
  }
}

/** Paths, sizes and times of the files that a product is built from: 1 ms for a hundred files, where reading them costs ten. */
function fingerprint(sources) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of sources) {
    const full = `${root}/${source}`;
    if (!existsSync(full)) continue;
    for (const file of statSync(full).isDirectory() ? filesUnder(full) : [full]) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function referencedProjects() {
  const { references } = JSON.parse(readFileSync(`${root}/tsconfig.json`, 'utf8'));
  return references.map((reference) => reference.path);
}

/** A compiled file whose source is gone would go on being imported, and its tests go on being run. */
function removeOrphans(project) {
  const dist = `${root}/${project}/dist`;
  const src = `${root}/${project}/src`;
  if (!existsSync(dist) || !existsSync(src)) return;
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else {
        const stem = path.slice(dist.length).replace(/(\.d\.ts|\.js|\.d\.ts\.map|\.js\.map)$/, '');
        if (
          stem !== path.slice(dist.length) &&
          !['.ts', '.tsx', '.js'].some((end) => existsSync(`${src}${stem}${end}`))
        ) {
          rmSync(path);
        }
      }
    }
  };
  visit(dist);
}

function hasBuildScript(folder) {
  const manifest = `${root}/${folder}/package.json`;
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).scripts?.build !== undefined;
}

async function compile(projects) {
  for (const project of projects) removeOrphans(project);
  return runTool('typescript/bin/tsc', ['-b'], { quiet: true });
}

function products() {
  const projects = referencedProjects();
  const bundles = ['packages/browser', 'packages/studio', 'examples/bank'].filter(hasBuildScript);
  return [
    {
      name: 'packages',
      sources: ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json', ...projects],
      results: projects.map((project) => `${project}/dist`),
      make: () => compile(projects),
    },
    ...bundles.map((folder) => ({
      name: folder,
      // All of them use the criteria language, the browser script and what was installed.
      sources: [folder, 'packages/criteria/src', 'packages/browser/src', 'tsconfig.base.json', 'package-lock.json'],
      results: [`${folder}/dist`],
      make: () => run('npm', ['run', '--silent', 'build'], { quiet: true, cwd: `${root}/${folder}` }),
    })),
  ];
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/** Builds every product whose sources changed since it was last built. */
export async function build() {
  const stamps = readStamps();
  const stale = products().filter(
    (product) =>
      stamps[product.name] !== fingerprint(product.sources) ||
      product.results.some((result) => !existsSync(`${root}/${result}`)),
  );
  if (stale.length === 0) return;
  const bar = progress('Building');
  for (const [index, product] of stale.entries()) {
    bar.update(index, stale.length);
    const before = fingerprint(product.sources);
    const { code, output } = await product.make();
    if (code !== 0) fail(`${output}\nBuilding ${product.name} failed; what the compiler said is above.`);
    stamps[product.name] = before;
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
  }
  bar.done(`Built ${stale.map((product) => product.name).join(', ')}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setup();
  await build();
}
