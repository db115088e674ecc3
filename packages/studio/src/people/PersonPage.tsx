import { Badge, Group, Skeleton, Stack, Tabs } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { ApiProblem } from '../api/problem.js';
import { useProfile } from '../api/profiles.js';
import { useMay } from '../api/session.js';
import { AuditList } from '../audit/AuditList.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Failed } from '../shell/states.js';
import { TabStrip } from '../shell/TabStrip.js';
import { PersonMenu } from './actions/PersonMenu.js';
import { EventsTab } from './EventsTab.js';
import { HistoryTab } from './HistoryTab.js';
import { MembershipsTab } from './MembershipsTab.js';
import { PersonFacts } from './PersonFacts.js';
import classes from './people.module.css';
import { personName } from './person.js';
import { SessionsTab } from './SessionsTab.js';

const tabs = ['events', 'segments', 'sessions', 'changes', 'audit'] as const;

/** One visitor: who they are, what they did, and why they are in the segments they are in. */
export default function PersonPage({ id }: { id: string }) {
  const t = translator('people');
  const profile = useProfile(id);
  const admin = useMay('admin');
  const [, navigate] = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const tab = tabs.find((each) => each === parameters.get('tab')) ?? 'events';

  // A guest who was recognised lives on as the known user; the address follows.
  const survivor = profile.data?.id;
  useEffect(() => {
    if (survivor !== undefined && survivor !== id) navigate(`/people/${survivor}`, { replace: true });
  }, [survivor, id, navigate]);

  if (profile.isPending) {
    return (
      <Stack role="status" aria-label={translator('shell')('states.loading')}>
        <Skeleton height={34} width={280} />
        <Skeleton height={360} mt="md" />
      </Stack>
    );
  }
  if (profile.isError) {
    if (profile.error instanceof ApiProblem && profile.error.status === 404) return <NotFound what="person" />;
    return <Failed error={profile.error} retry={() => profile.refetch()} />;
  }
  const { data } = profile;
  return (
    <>
      <PageHeader
        back={{ href: '/people', label: t('title') }}
        title={personName(data)}
        beside={<Badge color={data.known ? 'pine' : 'iris'}>{t(data.known ? 'kinds.known' : 'kinds.guest')}</Badge>}
        description={
          <Group gap={6}>
            {t.rich('page.seen', {
              last: () => <Ago key="last" at={data.lastSeen} size="md" />,
              first: () => <Ago key="first" at={data.firstSeen} size="md" />,
            })}
          </Group>
        }
        actions={<PersonMenu profile={data} />}
      />
      <div className={classes.columns}>
        <PersonFacts profile={data} />
        <Tabs
          value={tab}
          onChange={(value) => setParameters(value === 'events' ? {} : { tab: value ?? '' }, { replace: true })}
          miw={0}
        >
          <TabStrip active={tab}>
            <Tabs.Tab value="events">{t('page.events')}</Tabs.Tab>
            <Tabs.Tab value="segments">{t('page.segments', { count: data.memberships.length })}</Tabs.Tab>
            <Tabs.Tab value="sessions">{t('page.sessions')}</Tabs.Tab>
            <Tabs.Tab value="changes">{t('page.changes')}</Tabs.Tab>
            {admin && <Tabs.Tab value="audit">{t('page.audit')}</Tabs.Tab>}
          </TabStrip>
          <Tabs.Panel value="events">
            <EventsTab id={data.id} />
          </Tabs.Panel>
          <Tabs.Panel value="segments">
            <MembershipsTab id={data.id} />
          </Tabs.Panel>
          <Tabs.Panel value="sessions">
            <SessionsTab id={data.id} />
          </Tabs.Panel>
          <Tabs.Panel value="changes">
            <HistoryTab id={data.id} />
          </Tabs.Panel>
          {admin && (
            <Tabs.Panel value="audit">
              <AuditList profile={data.id} />
            </Tabs.Panel>
          )}
        </Tabs>
      </div>
    </>
  );
}
