import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// The script that pages load: one file, no module loader, the global `kindred`.
await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['src/kindred.ts'],
  outfile: 'dist/kindred.js',
  bundle: true,
  format: 'iife',
  target: ['es2019'],
  minify: true,
  legalComments: 'none',
  banner: { js: '/* Kindred for web pages. Apache-2.0 */' },
});
