import { z } from 'zod';

export const importQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

export const importResult = z
  .object({
    job: z.string().nullable().describe('null for a dry run'),
    read: z.number().int(),
    accepted: z.number().int().describe('Imported now; of a dry run: in order'),
    rejected: z.number().int(),
    duplicates: z
      .number()
      .int()
      .nullable()
      .describe(
        'Events left out because one of the same `messageId` is there already, or earlier in the import; null of a dry run and of people, where none are looked for',
      ),
    errors: z
      .array(
        z.object({
          line: z.number().int().describe('From 1'),
          code: z.string(),
          message: z.string(),
          path: z.string(),
          value: z.string().optional().describe('With `wrong_type`: the value as JSON, shortened'),
          type: z.string().optional().describe('With `wrong_type`: what it should have been'),
        }),
      )
      .readonly()
      .describe('The first 100'),
    dryRun: z.boolean(),
  })
  .meta({ id: 'ImportResult' });
