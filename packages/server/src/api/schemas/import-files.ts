import { z } from 'zod';
import { column } from '../../import/files/columns.js';
import { importMapping } from '../../import/files/mapping.js';
import { textEncodings } from '../../import/files/row.js';
import { instant, listOf } from './base.js';

export const keptFile = z
  .object({
    id: z.string(),
    name: z.string(),
    format: z.enum(['csv', 'ndjson', 'parquet']),
    encoding: z
      .enum(textEncodings)
      .describe(
        'Of CSV: UTF-16 by its byte order mark; else UTF-8 where that has more characters of several bytes than broken ones; else what older spreadsheets write',
      ),
    bytes: z.number(),
    rows: z.number(),
    rowsExact: z.boolean().describe('False: the number of lines, of which one row may have several'),
    columns: z.array(column).readonly().describe('What the first 10,000 rows tell of each column'),
    mapping: importMapping.describe(
      'That of its last check or import; before the first one a suggestion, to look through; of rejected rows that are sent again, that of the run which rejected them, where their file is still kept',
    ),
    importedBy: z
      .string()
      .nullable()
      .describe(
        'The job (`/v1/jobs/{id}`) of the last import of it that came to its end and has not been undone; null: it waits',
      ),
    keptUntil: instant,
  })
  .meta({ id: 'ImportFile' });
export const keptFiles = listOf(keptFile);

export const keepQuery = z.object({ name: z.string().min(1).max(255).describe('The name of the file') });

export const runInput = z.strictObject({
  mapping: importMapping,
  dryRun: z.boolean().default(false).describe('Check every row and change nothing'),
});
