import { z } from 'zod';
import { rule } from '../../http/rule.js';
import { ignored, instant, pageOf, pageQuery } from './base.js';

export const webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    segments: z.array(z.string()).readonly().nullable().describe('null: all segments with enters and exits'),
    active: z
      .boolean()
      .describe('Off, it hears of nothing that happens meanwhile; what it was to hear before is still sent'),
    version: z.number().int(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' });

export const createdWebhook = webhook.extend({
  secret: z.string().describe('`whsec_…`, to verify signatures with; shown this once'),
});

/** Requests cannot be made to an address with a user name or a password in it. */
function hasNoCredentials(url: string): boolean {
  const { username, password } = URL.canParse(url) ? new URL(url) : { username: '', password: '' };
  return username === '' && password === '';
}

export const webhookInput = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine(
      hasNoCredentials,
      rule(
        'address_with_password',
        'No user name and no password; deliveries are signed, by which the receiver knows them',
      ),
    )
    .meta({ example: 'https://example.com/hooks/kindred' }),
  segments: z.array(z.string()).min(1).max(1000).optional(),
});

/** A changed one: what was read may be sent back whole. The secret stays as it is. */
export const webhookUpdate = webhookInput.extend({
  segments: z.array(z.string()).min(1).max(1000).nullable().optional().describe('Absent or null: all'),
  active: z.boolean().default(true),
  id: ignored,
  version: ignored,
  createdAt: ignored,
});

const deliveryState = z.enum(['pending', 'delivered', 'dead']);

export const delivery = z
  .object({
    id: z.string(),
    state: deliveryState,
    attempts: z.number().int(),
    lastStatus: z.number().int().nullable(),
    lastError: z.string().nullable(),
    nextAttemptAt: instant
      .nullable()
      .describe('null unless pending, and while it waits behind an earlier one about the same person'),
    createdAt: instant,
    body: z.unknown().describe('The CloudEvent'),
  })
  .meta({ id: 'Delivery' });
export const deliveryPage = pageOf(delivery);
export const deliveryQuery = pageQuery.extend({ state: deliveryState.optional() });

export const replayInput = z.strictObject({
  since: z.string().max(40).describe('An instant, or a date in the time zone of the site'),
  states: z
    .array(z.enum(['delivered', 'dead']))
    .min(1)
    .default(['dead']),
});
export const replayAnswer = z.object({ replayed: z.number().int() });
