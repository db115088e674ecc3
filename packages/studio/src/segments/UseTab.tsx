import { Alert, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconEyeOff, IconInfoCircle } from '@tabler/icons-react';
import { useKeys } from '../api/data.js';
import type { KeyType } from '../api/data-types.js';
import { useMay } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Snippet } from '../shell/Snippet.js';
import { decideSnippets } from './snippets.js';
import { UsedIn } from './UsedIn.js';

/** How code asks whether a visitor is in this segment, and how other systems learn of enters and exits. */
export function UseTab({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const admin = useMay('admin');
  return (
    <Stack gap="lg">
      <UsedIn segment={segment} />
      {!segment.active && (
        <Alert color="ember" variant="light" icon={<IconInfoCircle aria-hidden />}>
          {t('use.inactive')}
        </Alert>
      )}
      {!segment.public && (
        <Alert color="gray" variant="light" icon={<IconEyeOff aria-hidden />}>
          {t('use.notPublic')}
        </Alert>
      )}
      <Paper p="md" component="section">
        <Title order={2}>{t('use.ask')}</Title>
        <Text size="sm" c="dimmed" mb="md">
          {t('use.askAbout')}
        </Text>
        {admin ? <WithKeys segment={segment} /> : <Code segment={segment} keys={{}} />}
      </Paper>
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
  const t = translator('segments');
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
          <Snippet code={snippet.code} label={t('use.code', { name: snippet.label })} />
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
