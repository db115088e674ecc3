import { Tabs, Text } from '@mantine/core';
import { translator } from '../language/translator.js';
import { Snippet } from '../shell/Snippet.js';
import { sourceSnippets } from './snippets.js';

/** Code that sends the first event, filled in with the site's write key. */
export function SourceSnippets({ writeKey }: { writeKey: string | null }) {
  const t = translator('sources');
  const snippets = sourceSnippets(window.location.origin, writeKey ?? 'YOUR_WRITE_KEY');
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t(writeKey === null ? 'snippets.noKey' : 'snippets.ready')}
      </Text>
      <Tabs defaultValue="page">
        <Tabs.List mb="sm">
          {snippets.map((snippet) => (
            <Tabs.Tab key={snippet.id} value={snippet.id}>
              {snippet.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map((snippet) => (
          <Tabs.Panel key={snippet.id} value={snippet.id}>
            <Snippet code={snippet.code} label={t('snippets.code', { name: snippet.label })} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
