import { Alert, Button, Group, Modal, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useChangeWebhook } from '../api/data.js';
import { explainError } from '../api/problem.js';
import type { Webhook } from '../api/types.js';
import { translator } from '../language/translator.js';
import { ChangedMeanwhile, useSeenVersion } from '../shell/ChangedMeanwhile.js';
import { WebhookFields } from './WebhookFields.js';

/** Changes where a webhook goes and of what it tells, or switches it off. */
export function EditWebhook({ webhook, close }: { webhook: Webhook; close(): void }) {
  const t = translator('sources');
  const { seen, meanwhile, see } = useSeenVersion(webhook);
  const change = useChangeWebhook(seen);
  const [url, setUrl] = useState(webhook.url);
  const [segments, setSegments] = useState(webhook.segments ?? []);
  const [active, setActive] = useState(webhook.active);
  const decided = (theirs: boolean) => {
    see();
    change.reset();
    if (!theirs) return;
    setUrl(webhook.url);
    setSegments(webhook.segments ?? []);
    setActive(webhook.active);
  };
  // One's own change is a new version too, until the form is closed over it.
  const overtaken = meanwhile && (change.isIdle || change.isError);
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
          <WebhookFields url={url} segments={segments} setUrl={setUrl} setSegments={setSegments} />
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
          {overtaken && <ChangedMeanwhile takeTheirs={() => decided(true)} keepMine={() => decided(false)} />}
          {change.isError && !overtaken && (
            <Alert color="brick" variant="light" role="alert">
              {explainError(change.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending} disabled={overtaken}>
              {t('webhooks.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
