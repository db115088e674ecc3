import { Paper, Switch } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useGroupEvents } from '../api/groups.js';
import type { GroupDetail } from '../api/types.js';
import { translator } from '../language/translator.js';
import { EventItem } from '../people/EventItem.js';
import classes from '../people/people.module.css';
import { personName } from '../people/person.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/** What the people of a group did, newest first, each event with who did it. */
export function GroupEvents({ group }: { group: GroupDetail }) {
  const t = translator('groups');
  const [within, setWithin] = useState(false);
  const events = useGroupEvents(group.kind, group.id, within);
  if (events.isError) return <Failed error={events.error} retry={() => events.refetch()} />;
  return (
    <>
      {group.children > 0 && (
        <Switch
          mb="md"
          label={t('people.within', { count: group.peopleWithin })}
          checked={within}
          onChange={(event) => setWithin(event.currentTarget.checked)}
        />
      )}
      <Paper>
        {events.isPending && <RowsLoading rows={10} height={22} />}
        {events.data !== undefined && events.items.length === 0 && (
          <Empty icon={IconBolt} title={translator('people')('events.none')} compact>
            {t('events.noneWhy')}
          </Empty>
        )}
        <ul className={classes.timeline} aria-label={t('page.tabs.events')}>
          {events.items.map((event) => (
            <EventItem
              key={event.messageId}
              event={event}
              {...(event.profile === null ? {} : { who: personName(event.profile) })}
            />
          ))}
        </ul>
        <More list={events} />
      </Paper>
    </>
  );
}
