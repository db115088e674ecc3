import { Anchor, Badge, Button, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconArrowsExchange,
  IconPlayerPause,
  IconPlayerPlay,
  IconSearch,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import type { StreamedRejection } from '../api/data-types.js';
import { explainFault } from '../api/problem.js';
import { useSite } from '../api/session.js';
import type { Change, StreamedEvent } from '../api/types.js';
import { translator } from '../language/translator.js';
import { describeEvent } from '../people/event-text.js';
import { personName } from '../people/person.js';
import { ChangeRow, changeName } from '../segments/ChangeRow.js';
import { formatClock, localName } from '../shell/format.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty } from '../shell/states.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import classes from './live.module.css';
import { StreamBadge } from './StreamBadge.js';
import { type LiveEvent, useLiveFeed } from './useLiveFeed.js';

/** Everything that happens on the site, as it happens. */
export default function LivePage() {
  const t = translator('live');
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
        title={t('title')}
        description={t('about')}
        beside={<StreamBadge state={feed.state} />}
        actions={
          feed.paused ? (
            <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={feed.resume}>
              {feed.held > 0 ? t('resumeNew', { count: feed.held }) : t('resume')}
            </Button>
          ) : (
            <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={feed.pause}>
              {t('pause')}
            </Button>
          )
        }
      />
      <TextInput
        aria-label={t('filter')}
        placeholder={t('filterBy')}
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
              {t('events')}
            </Title>
            <Text size="xs" c="dimmed">
              {t('shown', { count: events.length })}
            </Text>
          </Group>
          {events.length === 0 ? (
            <Empty icon={IconActivityHeartbeat} title={t(wanted === '' ? 'waiting' : 'nothing')} compact>
              {wanted === '' && t('waitingWhy')}
            </Empty>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, which keyboards must reach
            <ul className={classes.list} aria-label={t('events')} tabIndex={0}>
              {events.map((each) =>
                each.kind === 'event' ? (
                  <EventRow key={each.id} event={each.event} />
                ) : (
                  <RejectedRow key={each.id} rejected={each.rejected} />
                ),
              )}
            </ul>
          )}
        </Paper>
        <Paper component="section" aria-labelledby="live-changes">
          <Group justify="space-between" px="md" pt="md" pb="xs">
            <Title order={2} id="live-changes">
              {t('changes')}
            </Title>
            <Text size="xs" c="dimmed">
              {t('shown', { count: changes.length })}
            </Text>
          </Group>
          {changes.length === 0 ? (
            <Empty icon={IconArrowsExchange} title={t(wanted === '' ? 'still' : 'nothing')} compact>
              {wanted === '' && t('stillWhy')}
            </Empty>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, which keyboards must reach
            <ul className={classes.list} aria-label={t('changesList')} tabIndex={0}>
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
              {translator('people')('kinds.guest')}
            </Badge>
          )}
        </Group>
      </div>
      <time className={classes.time} dateTime={event.time}>
        {formatClock(event.time, site.timeZone)}
      </time>
    </li>
  );
}

function RejectedRow({ rejected }: { rejected: StreamedRejection }) {
  const { site } = useSite();
  const t = translator('live');
  return (
    <li className={classes.event}>
      <div className={classes.what}>
        <Group gap={8} wrap="nowrap">
          <Badge size="xs" color="brick" style={{ flex: 'none' }}>
            {t('rejected')}
          </Badge>
          <Text size="sm" className="wrap-anywhere">
            {explainFault(rejected)}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" className="one-line">
          {rejected.body}
        </Text>
        <Anchor component={RouteLink} href="/data/rejected" size="xs">
          {t('rejectedAll')}
        </Anchor>
      </div>
      <time className={classes.time} dateTime={rejected.receivedAt}>
        {formatClock(rejected.receivedAt, site.timeZone)}
      </time>
    </li>
  );
}

function eventText(each: LiveEvent): string {
  if (each.kind === 'rejected') {
    const { code, body } = each.rejected;
    return `${translator('live')('rejected')} ${code} ${explainFault(each.rejected)} ${body}`.toLowerCase();
  }
  const { event } = each;
  const { title, detail } = describeEvent(event);
  return `${title} ${detail ?? ''} ${personName(event.profile)} ${event.profile.email ?? ''}`.toLowerCase();
}

function changeText(change: Change): string {
  return `${localName(change.segment.name)} ${changeName(change)} ${change.profile?.email ?? ''} ${change.kind}`.toLowerCase();
}
