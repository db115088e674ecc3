import { Button, Paper, Stack } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useWebhooks } from '../api/data.js';
import { useMay } from '../api/session.js';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';
import { CreateWebhook } from './CreateWebhook.js';
import { WebhookCard } from './WebhookCard.js';

/** Which systems are told of enters and exits, and whether it reached them. */
export default function WebhooksPage() {
  const t = translator('sources');
  const webhooks = useWebhooks();
  const mayEdit = useMay('editor');
  const [parameters, setParameters] = useSearchParams();
  const forSegment = parameters.get('new');
  const close = () => setParameters({}, { replace: true });
  const add = mayEdit && (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setParameters({ new: 'all' }, { replace: true })}
    >
      {t('webhooks.create')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('webhooks.title')} description={t('webhooks.about')} actions={add} />
      {webhooks.isError ? (
        <Failed error={webhooks.error} retry={() => webhooks.refetch()} />
      ) : webhooks.isPending ? (
        <Paper>
          <RowsLoading rows={3} />
        </Paper>
      ) : webhooks.data.items.length === 0 ? (
        <Empty icon={IconWebhook} title={t('webhooks.none')} action={add || undefined}>
          {t('webhooks.noneWhy')}
        </Empty>
      ) : (
        <Stack gap="md">
          {webhooks.data.items.map((webhook) => (
            <WebhookCard key={webhook.id} webhook={webhook} editable={mayEdit} />
          ))}
        </Stack>
      )}
      <CreateWebhook opened={forSegment !== null} segment={forSegment === 'all' ? null : forSegment} close={close} />
    </>
  );
}
