import { Alert, Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateWebhook } from '../api/data.js';
import { explainError } from '../api/problem.js';
import { useSegmentNames } from '../api/segments.js';
import { localName } from '../shell/format.js';
import { Snippet } from '../shell/Snippet.js';

/** Adds an address to be told; `segment` is chosen beforehand where one came from its page. */
export function CreateWebhook({ opened, segment, close }: { opened: boolean; segment: string | null; close(): void }) {
  const create = useCreateWebhook();
  const { data: segments } = useSegmentNames();
  const [url, setUrl] = useState('');
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const chosen = picked ?? (segment === null ? [] : [segment]);

  const finish = () => {
    close();
    create.reset();
    setUrl('');
    setPicked(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ url: url.trim(), ...(chosen.length > 0 ? { segments: chosen } : {}) });
  };

  return (
    <Modal
      opened={opened}
      onClose={finish}
      title={create.data === undefined ? 'New webhook' : 'Your webhook is ready'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={create.data === undefined}
    >
      {create.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label="Address"
              type="url"
              placeholder="https://example.com/hooks/kindred"
              required
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
              data-autofocus
            />
            <MultiSelect
              label="Segments"
              description="Leave empty for all live segments."
              data={(segments ?? [])
                .filter((each) => each.kind === 'live')
                .map((each) => ({ value: each.id, label: localName(each.name) }))}
              value={[...chosen]}
              onChange={setPicked}
              searchable
              clearable
            />
            {create.isError && (
              <Alert color="brick" variant="light" role="alert">
                {explainError(create.error)}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={finish}>
                Cancel
              </Button>
              <Button type="submit" loading={create.isPending}>
                Add the webhook
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          <Alert color="ember" variant="light" icon={<IconKey aria-hidden />} title="Copy the signing secret now">
            This is the only time it is shown. Verify with it, by any Standard Webhooks library, that a message is ours.
          </Alert>
          <Snippet code={create.data.secret} label="the signing secret" />
          <Group justify="flex-end">
            <Button onClick={finish}>I have copied it</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
