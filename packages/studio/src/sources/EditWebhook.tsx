import { Modal, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useChangeWebhook } from '../api/data.js';
import type { Webhook } from '../api/data-types.js';
import { translator } from '../language/translator.js';
import { useSeenVersion, VersionedFormEnd } from '../shell/VersionedFormEnd.js';
import { WebhookFields } from './WebhookFields.js';

/** Changes where a webhook goes and of what it tells, or switches it off. */
export function EditWebhook({ webhook, close }: { webhook: Webhook; close(): void }) {
  const t = translator('sources');
  const { seen, meanwhile, see } = useSeenVersion(webhook);
  const change = useChangeWebhook(seen);
  const [url, setUrl] = useState(webhook.url);
  const [segments, setSegments] = useState(webhook.segments ?? []);
  const [active, setActive] = useState(webhook.active);
  const decide = (theirs: boolean) => {
    see();
    change.reset();
    if (!theirs) return;
    setUrl(webhook.url);
    setSegments(webhook.segments ?? []);
    setActive(webhook.active);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { url: url.trim(), segments: segments.length === 0 ? null : segments, active },
      {
        onSuccess: () => {
          notifications.show({ color: 'pine', message: t('webhooks.changed') });
          close();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('webhooks.edit')}
      size="lg"
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <WebhookFields url={url} segments={segments} error={change.error} setUrl={setUrl} setSegments={setSegments} />
          <Switch
            label={t('webhooks.active')}
            description={
              <Text span size="xs">
                {t('webhooks.activeAbout')}
              </Text>
            }
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
          <VersionedFormEnd
            change={change}
            meanwhile={meanwhile}
            decide={decide}
            cancelLabel={t('cancel')}
            saveLabel={t('webhooks.save')}
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}
