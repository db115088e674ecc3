import { Badge, Button, Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useDeliveries, useReplay } from '../api/data.js';
import { explainError } from '../api/problem.js';
import type { Delivery } from '../api/types.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { countOf } from '../shell/format.js';
import { Snippet } from '../shell/Snippet.js';
import { Failed, More, RowsLoading } from '../shell/states.js';

const states = {
  pending: ['Waiting', 'ember'],
  delivered: ['Delivered', 'pine'],
  dead: ['Given up', 'brick'],
} as const;

/** What was sent to a webhook, how it went, and a way to send it again. */
export function Deliveries({ webhook, editable }: { webhook: string; editable: boolean }) {
  const deliveries = useDeliveries(webhook);
  if (deliveries.isPending) return <RowsLoading rows={3} />;
  if (deliveries.isError) return <Failed error={deliveries.error} retry={() => deliveries.refetch()} />;
  if (deliveries.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        Nothing was sent yet. The next enter or exit is.
      </Text>
    );
  }
  return (
    <>
      <ul className={classes.timeline} aria-label="Deliveries">
        {deliveries.items.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} webhook={webhook} editable={editable} />
        ))}
      </ul>
      <More list={deliveries} />
    </>
  );
}

function DeliveryItem({ delivery, webhook, editable }: { delivery: Delivery; webhook: string; editable: boolean }) {
  const [open, setOpen] = useState(false);
  const replay = useReplay(webhook);
  const [label, colour] = states[delivery.state];
  const outcome = [
    delivery.attempts > 0 ? countOf(delivery.attempts, 'attempt', 'attempts') : 'not tried yet',
    delivery.lastStatus === null ? null : `answered ${delivery.lastStatus}`,
    delivery.lastError,
  ].filter((text) => text !== null);
  const again = () =>
    replay.mutate(delivery.id, {
      onSuccess: () => notifications.show({ color: 'pine', message: 'It is being sent again.' }),
      onError: (error) => notifications.show({ color: 'brick', title: 'Not sent', message: explainError(error) }),
    });
  return (
    <li className={classes.event}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Badge color={colour} style={{ flex: 'none' }}>
          {label}
        </Badge>
        <Stack gap={2} style={{ flex: 1 }} miw={0}>
          <UnstyledButton aria-expanded={open} onClick={() => setOpen(!open)}>
            <Text size="sm" className="wrap-anywhere">
              {outcome.join(' · ')}
            </Text>
          </UnstyledButton>
          <Group gap={6}>
            <Ago at={delivery.createdAt} size="xs" />
            {delivery.nextAttemptAt !== null && delivery.state === 'pending' && (
              <Text size="xs" c="dimmed" component="div">
                <Group gap={4}>· next attempt {new Date(delivery.nextAttemptAt).toLocaleTimeString('en-GB')}</Group>
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
            Send again
          </Button>
        )}
      </Group>
      <Collapse expanded={open} keepMounted={false}>
        <div className={classes.raw}>
          <Snippet code={JSON.stringify(delivery.body, null, 2)} label="the message" />
        </div>
      </Collapse>
    </li>
  );
}
