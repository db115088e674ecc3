import { Button, Group, Paper, Select, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowUp, IconBolt, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useEventNames } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { StreamBadge } from '../live/StreamBadge.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { EventItem } from './EventItem.js';
import { describeEvent } from './event-text.js';
import classes from './people.module.css';
import { type Arrival, useLiveEvents } from './useLiveEvents.js';

/** What a visitor did, the newest first and new ones by themselves; each event opens to show all that came with it. */
export function EventsTab({ id }: { id: string }) {
  const [parameters, setParameters] = useSearchParams();
  const name = parameters.get('event');
  const choose = (next: string | null) => setParameters(next === null ? {} : { event: next }, { replace: true });
  return <Timeline key={`${id}/${name}`} id={id} name={name} choose={choose} />;
}

interface TimelineProps {
  readonly id: string;
  readonly name: string | null;
  choose(name: string | null): void;
}

function Timeline({ id, name, choose }: TimelineProps) {
  const t = translator('people');
  const list = useRef<HTMLUListElement>(null);
  const events = useLiveEvents(id, name, list);
  if (events.isError) return <Failed error={events.error} retry={() => events.refetch()} />;
  const { held, paused } = events;
  const showNew = () => {
    events.show();
    list.current?.focus({ preventScroll: true });
    list.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <Paper>
      <Group justify="space-between" gap="sm" px="md" pt="md" pb={6}>
        <NameFilter name={name} choose={choose} />
        <Group gap="sm">
          <StreamBadge state={events.state} />
          <Button
            size="xs"
            variant="default"
            leftSection={paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />}
            onClick={paused ? events.resume : events.pause}
          >
            {translator('live')(paused ? 'resume' : 'pause')}
          </Button>
        </Group>
      </Group>
      <VisuallyHidden role="status">{arrivalText(events.arrival)}</VisuallyHidden>
      <div className={classes.arrived}>
        {held > 0 && (
          <Button size="xs" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={showNew}>
            {t('events.arrived', { count: held })}
          </Button>
        )}
      </div>
      {events.isPending && <RowsLoading rows={10} height={22} />}
      {events.data !== undefined && events.items.length === 0 && (
        <Empty icon={IconBolt} title={t('events.none')} compact>
          {t(name === null ? 'events.noneWhy' : 'events.noneOfName')}
        </Empty>
      )}
      <ul className={classes.timeline} aria-label={t('page.events')} ref={list} tabIndex={-1}>
        {events.items.map((event) => (
          <EventItem key={event.messageId} event={event} />
        ))}
      </ul>
      <More list={events} />
    </Paper>
  );
}

/** One event by its name, several by their number. */
function arrivalText({ count, newest }: Arrival): string {
  const t = translator('people');
  if (count === 1 && newest !== null) return t('events.arrivedOne', { name: describeEvent(newest).title });
  return count === 0 ? '' : t('events.arrived', { count });
}

function NameFilter({ name, choose }: Pick<TimelineProps, 'name' | 'choose'>) {
  const t = translator('people');
  const chosen = name ?? t('events.all');
  const [search, setSearch] = useState(chosen);
  const [settled] = useDebouncedValue(search === chosen ? '' : search, 200);
  const names = useEventNames(settled);
  const found = names.data?.items.map((one) => one.name) ?? [];
  return (
    <Select
      aria-label={t('events.filter')}
      size="xs"
      w={220}
      searchable
      allowDeselect={false}
      // The server has searched already.
      filter={({ options }) => options}
      data={[
        { value: '', label: t('events.all') },
        ...(name === null || found.includes(name) ? found : [name, ...found]),
      ]}
      value={name ?? ''}
      onFocus={(event) => event.currentTarget.select()}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(next) => choose(next === '' ? null : next)}
    />
  );
}
