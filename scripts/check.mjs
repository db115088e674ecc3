/** `npm run check`: types, examples of the documents, lint and format, unused exports, boundaries, the lockfile, the size of the browser script. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { build } from './build.mjs';
import { root, runTool } from './processes.mjs';
import { setup } from './setup.mjs';
import { say } from './terminal.mjs';

/** The tracking script is loaded before a page is of use to anybody; analytics-next takes about 30 kB. */
const browserBudget = 8 * 1024;

/** All that an edge worker imports to answer criteria; the pattern matcher is an entry of its own. */
const predicateBudget = 12_000;

/** What a browser reads before the list of segments can be used, scripts and styles of one language; without fonts. */
const studioBudget = 250 * 1024;
const studioFirst = [
  'index.html',
  'src/segments/SegmentsPage.tsx',
  ...['api', 'shell', 'segments'].map((folder) => `src/${folder}/messages/en.ts`),
];

/** The files that the first page of the studio needs, by the manifest of its build. */
function studioFiles(manifest) {
  const files = new Set();
  const seen = new Set();
  const add = (name) => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const name of studioFirst) add(name);
  return [...files];
}

async function tool(name, args) {
  const { code, output } = await runTool(name, args, { quiet: true });
  return code === 0 ? { ok: true, words: '' } : { ok: false, words: output.trim() };
}

/** Which of our packages each may depend on; knip refuses an import of what a manifest does not name. */
const mayDependOn = {
  criteria: [],
  live: ['criteria'],
  store: ['criteria', 'live'],
  warehouse: ['criteria', 'live'],
  server: ['criteria', 'live', 'store', 'warehouse'],
  cli: ['criteria', 'server', 'example-bank'],
  browser: ['criteria'],
  studio: ['criteria'],
};

function manifestFaults() {
  return Object.entries(mayDependOn).flatMap(([name, allowed]) => {
    const { dependencies = {} } = JSON.parse(readFileSync(`${root}/packages/${name}/package.json`, 'utf8'));
    return Object.keys(dependencies)
      .filter((dependency) => dependency.startsWith('@kindred/') && !allowed.includes(dependency.slice(9)))
      .map((dependency) => `packages/${name} may not depend on ${dependency}`);
  });
}

function outsideDependencies() {
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8'));
  const ours = Object.entries(packages).filter(([path]) => !path.includes('node_modules/'));
  const named = ours.flatMap(([, entry]) => Object.keys({ ...entry.dependencies, ...entry.devDependencies }));
  return [...new Set(named)].filter((name) => !name.startsWith('@kindred/'));
}

/** The examples of the documents that use our packages, each as a file; a line of an error is the line below its fence. */
function examples() {
  const folder = `${root}/.cache/examples`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return readdirSync(`${root}/docs`)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const text = readFileSync(`${root}/docs/${name}`, 'utf8');
      const codes = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
      return codes.map((code, index) => ({ file: `${folder}/${name.slice(0, -3)}-${index + 1}.ts`, code }));
    })
    .filter(({ code }) => code.includes("from '@kindred/"))
    .map(({ file, code }) => {
      writeFileSync(file, code);
      return file;
    });
}

function within(budget, code) {
  const size = gzipSync(code, { level: 9 }).length;
  return { ok: size <= budget, words: `${size} bytes compressed of ${budget} allowed` };
}

const checks = {
  types: async () => {
    const packages = await tool('typescript/bin/tsc', ['-b']);
    if (!packages.ok || !existsSync(`${root}/packages/studio/tsconfig.json`)) return packages;
    return tool('typescript/bin/tsc', ['--noEmit', '-p', 'packages/studio']);
  },
  // With declarations, which whoever shares criteria between packages makes: every type that comes out must have a name.
  'examples of the documents': () => {
    const how = ['--ignoreConfig', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
    const where = ['--declaration', '--emitDeclarationOnly', '--outDir', `${root}/.cache/examples/declarations`];
    return tool('typescript/bin/tsc', [...how, ...where, '--types', '', '--lib', 'es2023,dom', ...examples()]);
  },
  'lint and format': () => tool('@biomejs/biome/bin/biome', ['check', '.']),
  'unused files, exports and dependencies': () => tool('knip/bin/knip.js', ['--no-progress']),
  'dependency boundaries of packages': () => {
    const words = manifestFaults().join('\n');
    return { ok: words === '', words };
  },
  'dependency boundaries of files': () =>
    tool('dependency-cruiser/bin/dependency-cruise.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      'packages',
      'examples',
    ]),
  'dependencies explained': () => {
    const text = readFileSync(`${root}/docs/dependencies.md`, 'utf8');
    const named = [...text.matchAll(/`([@a-z][^` ]*)`/g)].map((match) => match[1] ?? '');
    const explained = (name) =>
      named.some((one) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1))));
    const missing = outsideDependencies().filter((name) => !explained(name));
    return missing.length === 0
      ? { ok: true, words: '' }
      : { ok: false, words: `docs/dependencies.md does not name ${missing.join(', ')}` };
  },
  lockfile: () => {
    const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8'));
    const fixed = Object.entries(packages).filter(([, entry]) => /^https?:|^git/.test(entry.resolved ?? ''));
    const words = `these packages are bound to one registry's address:\n${fixed.map(([path]) => `  ${path}`).join('\n')}`;
    return fixed.length === 0 ? { ok: true, words: '' } : { ok: false, words };
  },
  'size of the browser script': () => {
    const script = `${root}/packages/browser/dist/kindred.js`;
    if (!existsSync(script)) return { ok: false, words: `${script} was not built` };
    return within(browserBudget, readFileSync(script));
  },
  'first load of the studio': () => {
    const dist = `${root}/packages/studio/dist`;
    if (!existsSync(`${dist}/.vite/manifest.json`)) return { ok: false, words: 'the studio was not built' };
    const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8'));
    const missing = studioFirst.filter((name) => manifest[name] === undefined);
    if (missing.length > 0) return { ok: false, words: `not in the manifest: ${missing.join(', ')}` };
    const sizes = studioFiles(manifest).map((file) => gzipSync(readFileSync(`${dist}/${file}`), { level: 9 }).length);
    const size = sizes.reduce((sum, each) => sum + each, 0);
    return { ok: size <= studioBudget, words: `${size} bytes compressed of ${studioBudget} allowed` };
  },
  'size of the predicate': async () => {
    const { outputFiles } = await bundle({
      stdin: { contents: "export * from '@kindred/criteria/predicate';", resolveDir: root },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    return within(predicateBudget, outputFiles[0].contents);
  },
};

await setup();
await build();
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const started = Date.now();
  const { ok, words } = await check();
  if (!ok) failed += 1;
  say(
    `${ok ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)${ok && words !== '' ? `: ${words}` : ''}`,
  );
  if (!ok) say(words.replace(/^/gm, '    '));
}
say(failed === 0 ? '\nAll checks passed.' : `\n${failed} of ${Object.keys(checks).length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
