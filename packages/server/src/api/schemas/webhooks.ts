import { z } from 'zod';
import { instant, pageOf } from './base.js';

export const webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    segments: z.array(z.string()).readonly().nullable().describe('null: all live segments'),
    active: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' });

export const createdWebhook = webhook.extend({
  secret: z.string().describe('`whsec_…`, to verify signatures with; shown this once'),
});

export const webhookInput = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .meta({ example: 'https://example.com/hooks/kindred' }),
  segments: z.array(z.string()).min(1).max(1000).optional(),
});

export const delivery = z
  .object({
    id: z.string(),
    state: z.enum(['pending', 'delivered', 'dead']),
    attempts: z.number().int(),
    lastStatus: z.number().int().nullable(),
    lastError: z.string().nullable(),
    nextAttemptAt: instant.nullable().describe('null unless pending'),
    createdAt: instant,
    body: z.unknown().describe('The CloudEvent'),
  })
  .meta({ id: 'Delivery' });
export const deliveryPage = pageOf(delivery);
