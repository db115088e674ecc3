#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write(
    'Kindred is not built yet. Run `npm run build` (or `npm start`, which does it by itself) first.\n',
  );
  process.exit(1);
}
await import(program.href);
