import { ActionIcon, Badge, Group, Paper, Stack, Text, Title, Tooltip, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useDeleteWebhook } from '../api/data.js';
import type { Webhook } from '../api/data-types.js';
import { explainError } from '../api/problem.js';
import { useSegmentNames } from '../api/segments.js';
import { translator } from '../language/translator.js';
import { askWhether } from '../shell/asking.js';
import { localName } from '../shell/format.js';
import { Deliveries } from './Deliveries.js';
import { EditWebhook } from './EditWebhook.js';

/** A webhook with what was sent to it and how that went. */
export function WebhookCard({ webhook, editable }: { webhook: Webhook; editable: boolean }) {
  const t = translator('sources');
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const deletion = useDeleteWebhook();
  const { data: segments } = useSegmentNames();
  const names = webhook.segments?.map((id) => {
    const segment = segments?.find((each) => each.id === id);
    return segment === undefined ? id : localName(segment.name);
  });
  const confirm = () =>
    askWhether({
      title: t('webhooks.deleteTitle'),
      children: (
        <Text size="sm" className="wrap-anywhere">
          {t('webhooks.deleteAbout', { url: webhook.url })}
        </Text>
      ),
      labels: { confirm: t('webhooks.delete'), cancel: t('keep') },
      confirmProps: { color: 'brick' },
      onConfirm: () =>
        deletion.mutate(webhook.id, {
          onSuccess: () => notifications.show({ color: 'pine', message: t('webhooks.deleted') }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: t('notDeleted'), message: explainError(error) }),
        }),
    });
  return (
    <Paper component="section">
      <Group p="md" justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={6} miw={0}>
          <Title order={2} size="h3" className="wrap-anywhere">
            {webhook.url}
          </Title>
          <Group gap={6}>
            {!webhook.active && <Badge color="brick">{t('webhooks.off')}</Badge>}
            {names === undefined ? (
              <Badge color="gray">{t('webhooks.all')}</Badge>
            ) : (
              names.map((name) => (
                <Badge key={name} color="pine">
                  {name}
                </Badge>
              ))
            )}
          </Group>
        </Stack>
        {editable && (
          <Group gap={4} wrap="nowrap">
            <Tooltip label={t('webhooks.edit')}>
              <ActionIcon aria-label={t('webhooks.editOf', { url: webhook.url })} onClick={() => setEditing(true)}>
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('webhooks.delete')}>
              <ActionIcon
                aria-label={t('webhooks.deleteOf', { url: webhook.url })}
                loading={deletion.isPending}
                onClick={confirm}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        )}
      </Group>
      <UnstyledButton
        px="md"
        pb="md"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        style={{ display: 'flex', alignItems: 'center', gap: 6, fontSize: 'var(--mantine-font-size-sm)' }}
      >
        <IconChevronDown size={15} aria-hidden style={{ transform: open ? 'rotate(180deg)' : undefined }} />
        {t('deliveries.list')}
      </UnstyledButton>
      {editing && <EditWebhook webhook={webhook} close={() => setEditing(false)} />}
      {open && <Deliveries webhook={webhook.id} editable={editable} />}
    </Paper>
  );
}
