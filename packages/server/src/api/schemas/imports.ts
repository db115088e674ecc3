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
    accepted: z.number().int(),
    rejected: z.number().int(),
    errors: z
      .array(
        z.object({
          line: z.number().int().describe('From 1'),
          code: z.string(),
          message: z.string(),
          path: z.string(),
        }),
      )
      .readonly()
      .describe('The first 100'),
    dryRun: z.boolean(),
  })
  .meta({ id: 'ImportResult' });
