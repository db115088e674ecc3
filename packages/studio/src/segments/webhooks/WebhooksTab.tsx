import { Anchor, Button, Paper, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useWebhooks } from '../../api/data.js';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Empty, Failed, RowsLoading } from '../../shell/states.js';
import { CreateWebhook } from '../../sources/CreateWebhook.js';
import { WebhookCard } from '../../sources/WebhookCard.js';
import { AtVisit } from '../AtVisit.js';

/** Which systems are told of who enters and leaves this segment, and whether it reached them. */
export function WebhooksTab({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const webhooks = useWebhooks();
  const mayEdit = useMay('editor');
  const [creating, { open, close }] = useDisclosure(false);
  if (segment.kind === 'requestTime') return <AtVisit />;
  if (webhooks.isError) return <Failed error={webhooks.error} retry={() => webhooks.refetch()} />;
  if (webhooks.isPending) {
    return (
      <Paper>
        <RowsLoading rows={3} />
      </Paper>
    );
  }
  const told = webhooks.data.items.filter(({ segments }) => segments === null || segments.includes(segment.id));
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('use.addWebhook')}
    </Button>
  );
  return (
    <Stack gap="md" align="stretch">
      {told.length === 0 ? (
        <Paper>
          <Empty icon={IconWebhook} title={t('webhooks.none')} action={add || undefined} compact>
            {t('use.tellAbout')}
          </Empty>
        </Paper>
      ) : (
        <>
          <div>{add}</div>
          {told.map((webhook) => (
            <WebhookCard key={webhook.id} webhook={webhook} editable={mayEdit} />
          ))}
        </>
      )}
      <Anchor component={RouteLink} href="/data/webhooks" size="sm">
        {t('webhooks.all')}
      </Anchor>
      <CreateWebhook opened={creating} segment={segment.id} close={close} />
    </Stack>
  );
}
