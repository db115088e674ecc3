#!/usr/bin/env -S node --min-semi-space-size=32 --max-semi-space-size=64
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write(
    'Kindred is not built yet. Run `npm run build` (or `npm start`, which does it by itself) first.\n',
  );
  process.exit(1);
}
await import(program.href);
