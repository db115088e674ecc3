import { Badge, Collapse, Group, Paper, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useRejected } from '../api/data.js';
import type { RejectedEvent } from '../api/data-types.js';
import { explainFault } from '../api/problem.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Snippet } from '../shell/Snippet.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** Events that were sent but could not be taken, with the reason. */
export default function RejectedPage() {
  const t = translator('sources');
  const rejected = useRejected();
  return (
    <>
      <PageHeader title={t('rejected.title')} description={t('rejected.about')} />
      {rejected.isError ? (
        <Failed error={rejected.error} retry={() => rejected.refetch()} />
      ) : rejected.isPending ? (
        <Paper>
          <RowsLoading rows={5} />
        </Paper>
      ) : rejected.items.length === 0 ? (
        <Empty icon={IconCircleCheck} title={t('rejected.none')}>
          {t('rejected.noneWhy')}
        </Empty>
      ) : (
        <Paper>
          <ul className={classes.timeline} aria-label={t('rejected.title')}>
            {rejected.items.map((event) => (
              <Rejected key={event.id} event={event} />
            ))}
          </ul>
          <More list={rejected} />
        </Paper>
      )}
    </>
  );
}

function Rejected({ event }: { event: RejectedEvent }) {
  const [open, setOpen] = useState(false);
  return (
    <li className={classes.event}>
      <UnstyledButton className={classes.eventHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" fw={560} className="wrap-anywhere">
            {explainFault(event)}
          </Text>
          <Group gap={8}>
            <Badge color="brick">{event.code}</Badge>
            {event.path !== '' && (
              <Text size="xs" c="dimmed" ff="monospace">
                {event.path}
              </Text>
            )}
          </Group>
        </Stack>
        <Ago at={event.receivedAt} size="xs" />
        <IconChevronDown
          size={15}
          aria-hidden
          style={{ flex: 'none', transform: open ? 'rotate(180deg)' : undefined }}
        />
      </UnstyledButton>
      <Collapse expanded={open} keepMounted={false}>
        <div className={classes.raw}>
          <Snippet code={pretty(event.body)} label={translator('sources')('rejected.raw')} />
        </div>
      </Collapse>
    </li>
  );
}

/** Indented where it is JSON; as it came where it is not, or was cut. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
