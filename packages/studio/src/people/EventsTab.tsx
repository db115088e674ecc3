import { Paper } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useProfileEvents } from '../api/profiles.js';
import { translator } from '../language/translator.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { EventItem } from './EventItem.js';
import classes from './people.module.css';

/** What a visitor did, the newest first; each event opens to show all that came with it. */
export function EventsTab({ id }: { id: string }) {
  const t = translator('people');
  const events = useProfileEvents(id);
  if (events.isError) return <Failed error={events.error} retry={() => events.refetch()} />;
  return (
    <Paper>
      {events.isPending && <RowsLoading rows={10} height={22} />}
      {events.data !== undefined && events.items.length === 0 && (
        <Empty icon={IconBolt} title={t('events.none')} compact>
          {t('events.noneWhy')}
        </Empty>
      )}
      <ul className={classes.timeline} aria-label={t('page.events')}>
        {events.items.map((event) => (
          <EventItem key={event.messageId} event={event} />
        ))}
      </ul>
      <More list={events} />
    </Paper>
  );
}
