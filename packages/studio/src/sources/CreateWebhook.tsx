import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateWebhook } from '../api/data.js';
import { translator } from '../language/translator.js';
import { FormEnd } from '../shell/FormEnd.js';
import { Snippet } from '../shell/Snippet.js';
import { WebhookFields } from './WebhookFields.js';

/** Adds an address to be told; `segment` is chosen beforehand where one came from its page. */
export function CreateWebhook({ opened, segment, close }: { opened: boolean; segment: string | null; close(): void }) {
  const t = translator('sources');
  const create = useCreateWebhook();
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
      title={t(create.data === undefined ? 'webhooks.create' : 'webhooks.ready')}
      size="lg"
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
      closeOnClickOutside={create.data === undefined}
    >
      {create.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <WebhookFields url={url} segments={chosen} error={create.error} setUrl={setUrl} setSegments={setPicked} />
            <FormEnd sending={create} cancelLabel={t('cancel')} submitLabel={t('webhooks.submit')} close={finish} />
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          <Alert color="ember" variant="light" icon={<IconKey aria-hidden />} title={t('webhooks.copySecret')}>
            {t('webhooks.copySecretWhy')}
          </Alert>
          <Snippet code={create.data.secret} label={t('webhooks.theSecret')} />
          <Group justify="flex-end">
            <Button onClick={finish}>{t('copied')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
