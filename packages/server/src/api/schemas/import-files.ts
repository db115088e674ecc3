import { z } from 'zod';
import { importMapping } from '../../import/files/mapping.js';
import { valueTypes } from '../../import/files/value-types.js';
import { instant, listOf } from './base.js';

export const keptFile = z
  .object({
    id: z.string(),
    name: z.string(),
    format: z.enum(['csv', 'ndjson', 'parquet']),
    encoding: z
      .enum(['utf-8', 'windows-1252'])
      .describe('Of CSV: what is no UTF-8 is read as older spreadsheets write'),
    bytes: z.number(),
    rows: z.number(),
    rowsExact: z.boolean().describe('False: the number of lines, of which one row may have several'),
    columns: z
      .array(
        z.object({
          name: z.string(),
          suggested: z
            .object({
              type: z.enum(valueTypes),
              decimal: z.enum(['.', ',']).optional(),
              dates: z.enum(['dmy', 'mdy']).optional(),
            })
            .describe('What every value looked at can be made'),
          samples: z.array(z.unknown()),
          missing: z.number(),
          distinct: z.number().nullable().describe('Different values; null for more than a thousand'),
        }),
      )
      .readonly()
      .describe('What the first 10,000 rows tell of each column'),
    mapping: importMapping.describe('A first mapping, to look through'),
    keptUntil: instant,
  })
  .meta({ id: 'ImportFile' });
export const keptFiles = listOf(keptFile);

export const keepQuery = z.object({ name: z.string().min(1).max(255).describe('The name of the file') });

export const runInput = z.strictObject({
  mapping: importMapping,
  dryRun: z.boolean().default(false).describe('Check every row and change nothing'),
});
