import { Badge, Button, Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useDeliveries, useReplay } from '../api/data.js';
import type { Delivery } from '../api/data-types.js';
import { explainError } from '../api/problem.js';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { formatClock, localName } from '../shell/format.js';
import { Snippet } from '../shell/Snippet.js';
import { Failed, More, RowsLoading } from '../shell/states.js';

const colours = { pending: 'ember', delivered: 'pine', dead: 'brick' } as const;

/** What was sent to a webhook, how it went, and a way to send it again. */
export function Deliveries({ webhook, editable }: { webhook: string; editable: boolean }) {
  const t = translator('sources');
  const deliveries = useDeliveries(webhook);
  if (deliveries.isPending) return <RowsLoading rows={3} />;
  if (deliveries.isError) return <Failed error={deliveries.error} retry={() => deliveries.refetch()} />;
  if (deliveries.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        {t('deliveries.none')}
      </Text>
    );
  }
  return (
    <>
      <ul className={classes.timeline} aria-label={t('deliveries.list')}>
        {deliveries.items.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} webhook={webhook} editable={editable} />
        ))}
      </ul>
      <More list={deliveries} />
    </>
  );
}

function DeliveryItem({ delivery, webhook, editable }: { delivery: Delivery; webhook: string; editable: boolean }) {
  const t = translator('sources');
  const [open, setOpen] = useState(false);
  const { site } = useSite();
  const replay = useReplay(webhook);
  const { kind, segment, profile, account } = delivery.body.data;
  const outcome = [
    t('deliveries.attempts', { count: delivery.attempts }),
    delivery.lastStatus === null ? null : t('deliveries.answered', { status: String(delivery.lastStatus) }),
    delivery.lastError,
  ].filter((text) => text !== null);
  const again = () =>
    replay.mutate(delivery.id, {
      onSuccess: () => notifications.show({ color: 'pine', message: t('deliveries.sending') }),
      onError: (error) =>
        notifications.show({ color: 'brick', title: t('deliveries.notSent'), message: explainError(error) }),
    });
  return (
    <li className={classes.event}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Badge color={colours[delivery.state]} style={{ flex: 'none' }}>
          {t(`deliveries.state.${delivery.state}`)}
        </Badge>
        <Stack gap={2} style={{ flex: 1 }} miw={0}>
          <UnstyledButton aria-expanded={open} onClick={() => setOpen(!open)}>
            <Text size="sm" fw={560} className="wrap-anywhere">
              {t(`deliveries.${kind}`, { who: account?.id ?? idOf(profile), segment: localName(segment.name) })}
            </Text>
            <Text size="xs" c="dimmed" className="wrap-anywhere">
              {outcome.join(' · ')}
            </Text>
          </UnstyledButton>
          <Group gap={6}>
            <Ago at={delivery.createdAt} size="xs" />
            {delivery.nextAttemptAt !== null && delivery.state === 'pending' && (
              <Text size="xs" c="dimmed" component="div">
                {t('deliveries.next', { time: formatClock(delivery.nextAttemptAt, site.timeZone) })}
              </Text>
            )}
          </Group>
        </Stack>
        {editable && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRepeat size={14} aria-hidden />}
            loading={replay.isPending}
            onClick={again}
          >
            {t('deliveries.again')}
          </Button>
        )}
      </Group>
      <Collapse expanded={open} keepMounted={false}>
        <div className={classes.raw}>
          <Snippet code={JSON.stringify(delivery.body, null, 2)} label={t('deliveries.message')} />
        </div>
      </Collapse>
    </li>
  );
}

/** The id by which a receiver knows somebody best. */
function idOf(profile: Delivery['body']['data']['profile']): string {
  return profile?.userId ?? profile?.anonymousIds[0] ?? profile?.id ?? '';
}
