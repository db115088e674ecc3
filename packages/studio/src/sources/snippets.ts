import { translator } from '../language/translator.js';

/** Code that sends events to this server with a write key, by the clients people already have. */
export function sourceSnippets(
  origin: string,
  writeKey: string,
): readonly { id: string; label: string; code: string }[] {
  const { host, protocol } = new URL(origin);
  const scheme = protocol.replace(':', '');
  return [
    {
      id: 'page',
      label: translator('sources')('snippets.page'),
      code: `<script src="${origin}/kindred.js"></script>
<script>
  kindred.load({ writeKey: '${writeKey}', host: '${origin}' });
  kindred.page();
  kindred.track('Order Completed', { total: 49.9 });
</script>`,
    },
    {
      id: 'browser',
      label: 'analytics-next',
      code: `import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load(
  { writeKey: '${writeKey}', cdnURL: '${origin}' },
  { integrations: { 'Segment.io': { apiHost: '${host}/v1', protocol: '${scheme}' } } },
);

analytics.page();
analytics.track('Order Completed', { total: 49.9 });`,
    },
    {
      id: 'node',
      label: 'Node',
      code: `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${origin}' });

analytics.identify({ userId: 'u-1', traits: { email: 'ada@example.com', plan: 'gold' } });
analytics.track({ userId: 'u-1', event: 'Order Completed', properties: { total: 49.9 } });
await analytics.closeAndFlush();`,
    },
    {
      id: 'curl',
      label: 'curl',
      code: `curl ${origin}/v1/track \\
  -u "${writeKey}:" \\
  -H "Content-Type: application/json" \\
  -d '{"userId": "u-1", "event": "Order Completed", "properties": {"total": 49.9}}'`,
    },
  ];
}
