import { Alert, Anchor, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconEyeOff, IconInfoCircle } from '@tabler/icons-react';
import { useKeys } from '../api/data.js';
import { useMay } from '../api/session.js';
import type { KeyType, Segment } from '../api/types.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Snippet } from '../shell/Snippet.js';
import { decideSnippets } from './snippets.js';

/** How code asks whether a visitor is in this segment, and how other systems learn of enters and exits. */
export function UseTab({ segment }: { segment: Segment }) {
  const admin = useMay('admin');
  return (
    <Stack gap="lg">
      {!segment.active && (
        <Alert color="ember" variant="light" icon={<IconInfoCircle aria-hidden />}>
          The segment is not active, so decisions leave it out.
        </Alert>
      )}
      {!segment.public && (
        <Alert color="gray" variant="light" icon={<IconEyeOff aria-hidden />}>
          Not marked public: decide keys in browsers never learn of it. Ask from your server, or mark it public in the
          editor.
        </Alert>
      )}
      <Paper p="md" component="section">
        <Title order={2}>Ask about a visitor</Title>
        <Text size="sm" c="dimmed" mb="md">
          The answer names every segment the visitor is in, for guests on their very first request too.
        </Text>
        {admin ? <WithKeys segment={segment} /> : <Code segment={segment} keys={{}} />}
      </Paper>
      {segment.kind === 'live' && (
        <Paper p="md" component="section">
          <Title order={2}>Tell other systems</Title>
          <Text size="sm" c="dimmed">
            A webhook tells your systems of every enter and exit, signed and repeated until it arrives.{' '}
            <Anchor component={RouteLink} href={`/data/webhooks?new=${segment.id}`} size="sm" underline="always">
              Add a webhook for this segment
            </Anchor>
          </Text>
        </Paper>
      )}
    </Stack>
  );
}

function WithKeys({ segment }: { segment: Segment }) {
  const { data } = useKeys();
  const keyOf = (type: KeyType) => data?.items.find((each) => each.type === type)?.publishable;
  return <Code segment={segment} keys={{ write: keyOf('write'), decide: keyOf('decide') }} />;
}

interface CodeProps {
  readonly segment: Segment;
  readonly keys: { readonly write?: string | null | undefined; readonly decide?: string | null | undefined };
}

function Code({ segment, keys }: CodeProps) {
  const { write = null, decide = null } = keys;
  const shown = { write: write ?? 'YOUR_WRITE_KEY', decide: decide ?? 'YOUR_DECIDE_KEY' };
  const snippets = decideSnippets(window.location.origin, shown, segment.key, segment.public);
  return (
    <Tabs defaultValue={snippets[0]?.id ?? ''}>
      <Tabs.List mb="sm">
        {snippets.map((snippet) => (
          <Tabs.Tab key={snippet.id} value={snippet.id}>
            {snippet.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map((snippet) => (
        <Tabs.Panel key={snippet.id} value={snippet.id}>
          <Snippet code={snippet.code} label={`the ${snippet.label} code`} />
          {snippet.note !== null && (
            <Text size="xs" c="dimmed" mt={6}>
              {snippet.note}
            </Text>
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
