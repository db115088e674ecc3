import { Tabs, Text } from '@mantine/core';
import { Snippet } from '../shell/Snippet.js';
import { sourceSnippets } from './snippets.js';

/** Code that sends the first event, filled in with the site's write key. */
export function SourceSnippets({ writeKey }: { writeKey: string | null }) {
  const snippets = sourceSnippets(window.location.origin, writeKey ?? 'YOUR_WRITE_KEY');
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {writeKey === null
          ? 'Make a write key first; it is filled in here.'
          : 'Ready to paste: the write key of this site is filled in.'}
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
            <Snippet code={snippet.code} label={`the ${snippet.label} code`} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
