import { Anchor, Badge, Button, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconArrowsExchange,
  IconPlayerPause,
  IconPlayerPlay,
  IconSearch,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSite } from '../api/session.js';
import type { Change, StreamedEvent } from '../api/types.js';
import { describeEvent } from '../people/event-text.js';
import { personName } from '../people/person.js';
import { ChangeRow, changeName } from '../segments/ChangeRow.js';
import { localName } from '../shell/format.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty } from '../shell/states.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import classes from './live.module.css';
import { StreamBadge } from './StreamBadge.js';
import { useLiveFeed } from './useLiveFeed.js';

/** Everything that happens on the site, as it happens. */
export default function LivePage() {
  const feed = useLiveFeed();
  const [text, setText, search] = useUrlSearch('filter');
  const wanted = search.trim().toLowerCase();
  const events = useMemo(() => feed.events.filter((event) => eventText(event).includes(wanted)), [feed.events, wanted]);
  const changes = useMemo(
    () => feed.changes.filter((change) => changeText(change).includes(wanted)),
    [feed.changes, wanted],
  );

  return (
    <>
      <PageHeader
        title="Live"
        description="Visitors' events, and who enters and leaves segments because of them."
        beside={<StreamBadge state={feed.state} />}
        actions={
          feed.paused ? (
            <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={feed.resume}>
              Resume{feed.held > 0 ? ` (${feed.held} new)` : ''}
            </Button>
          ) : (
            <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={feed.pause}>
              Pause
            </Button>
          )
        }
      />
      <TextInput
        aria-label="Filter what is shown"
        placeholder="Filter by person, event, page or segment"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maw={420}
        mb="md"
      />
      <div className={classes.columns}>
        <Paper component="section" aria-labelledby="live-events">
          <Group justify="space-between" px="md" pt="md" pb="xs">
            <Title order={2} id="live-events">
              Events
            </Title>
            <Text size="xs" c="dimmed">
              {events.length} shown
            </Text>
          </Group>
          {events.length === 0 ? (
            <Empty
              icon={IconActivityHeartbeat}
              title={wanted === '' ? 'Waiting for events' : 'Nothing fits the filter'}
              compact
            >
              {wanted === '' && 'The next thing that a visitor does appears here within a moment.'}
            </Empty>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, which keyboards must reach
            <ul className={classes.list} aria-label="Events" tabIndex={0}>
              {events.map((event) => (
                <EventRow key={event.messageId} event={event} />
              ))}
            </ul>
          )}
        </Paper>
        <Paper component="section" aria-labelledby="live-changes">
          <Group justify="space-between" px="md" pt="md" pb="xs">
            <Title order={2} id="live-changes">
              Enters &amp; exits
            </Title>
            <Text size="xs" c="dimmed">
              {changes.length} shown
            </Text>
          </Group>
          {changes.length === 0 ? (
            <Empty
              icon={IconArrowsExchange}
              title={wanted === '' ? 'Nobody has come or gone yet' : 'Nothing fits the filter'}
              compact
            >
              {wanted === '' && 'Once somebody starts or stops matching an active segment, it shows here.'}
            </Empty>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, which keyboards must reach
            <ul className={classes.list} aria-label="Enters and exits" tabIndex={0}>
              {changes.map((change) => (
                <ChangeRow key={change.id} change={change} about="both" />
              ))}
            </ul>
          )}
        </Paper>
      </div>
    </>
  );
}

function EventRow({ event }: { event: StreamedEvent }) {
  const { site } = useSite();
  const { title, detail } = describeEvent(event);
  return (
    <li className={classes.event}>
      <div className={classes.what}>
        <Group gap={8} wrap="nowrap">
          <Text size="sm" fw={580} className="one-line">
            {title}
          </Text>
          {detail !== null && (
            <Text size="sm" c="dimmed" className="one-line">
              {detail}
            </Text>
          )}
        </Group>
        <Group gap={8} wrap="nowrap">
          <Anchor component={RouteLink} href={`/people/${event.profile.id}`} size="xs" className="one-line">
            {personName(event.profile)}
          </Anchor>
          {!event.profile.known && (
            <Badge size="xs" color="iris">
              Guest
            </Badge>
          )}
        </Group>
      </div>
      <time className={classes.time} dateTime={event.time}>
        {new Date(event.time).toLocaleTimeString('en-GB', { timeZone: site.timeZone })}
      </time>
    </li>
  );
}

function eventText(event: StreamedEvent): string {
  const { title, detail } = describeEvent(event);
  return `${title} ${detail ?? ''} ${personName(event.profile)} ${event.profile.email ?? ''}`.toLowerCase();
}

function changeText(change: Change): string {
  return `${localName(change.segment.name)} ${changeName(change)} ${change.profile?.email ?? ''} ${change.kind}`.toLowerCase();
}
