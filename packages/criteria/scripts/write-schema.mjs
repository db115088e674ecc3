/** Writes `schema.json` from the built language: `node packages/criteria/scripts/write-schema.mjs`. Then `npx biome check --write` it. A test holds it current. */
import { writeFileSync } from 'node:fs';
import { criteriaSchema } from '../dist/schema/json-schema.js';

writeFileSync(new URL('../schema.json', import.meta.url), `${JSON.stringify(criteriaSchema, null, 2)}\n`);
