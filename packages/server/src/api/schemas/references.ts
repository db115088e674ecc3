import { z } from 'zod';

/** A segment as other resources name it. */
export const segmentReference = z
  .object({ id: z.string(), key: z.string(), name: z.record(z.string(), z.string()) })
  .meta({ id: 'SegmentReference' });
