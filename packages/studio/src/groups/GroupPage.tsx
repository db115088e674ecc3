import { Badge, Skeleton, Stack, Tabs } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { useAccountChanges, useAccountReasons, useGroup } from '../api/groups.js';
import { ApiProblem } from '../api/problem.js';
import type { GroupDetail, GroupKind } from '../api/types.js';
import { translator } from '../language/translator.js';
import { ChangeList } from '../people/ChangeList.js';
import people from '../people/people.module.css';
import { ReasonList } from '../people/ReasonList.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Failed } from '../shell/states.js';
import { TabStrip } from '../shell/TabStrip.js';
import { GroupEvents } from './GroupEvents.js';
import { GroupFacts } from './GroupFacts.js';
import { GroupPeople } from './GroupPeople.js';
import { idInAddress, kindInAddress, kindNames } from './group.js';

/** One account, organization, user group, team or role: what is known of it, and who belongs to it. */
export default function GroupPage({ kind: asked, id }: { kind: string; id: string }) {
  const kind = kindInAddress(asked);
  return kind === null ? <NotFound what="group" /> : <OneGroup kind={kind} id={idInAddress(id)} />;
}

function OneGroup({ kind, id }: { kind: GroupKind; id: string }) {
  const t = translator('groups');
  const group = useGroup(kind, id);
  if (group.isPending) {
    return (
      <Stack role="status" aria-label={translator('shell')('states.loading')}>
        <Skeleton height={34} width={280} />
        <Skeleton height={360} mt="md" />
      </Stack>
    );
  }
  if (group.isError) {
    if (group.error instanceof ApiProblem && group.error.status === 404) return <NotFound what="group" />;
    return <Failed error={group.error} retry={() => group.refetch()} />;
  }
  const { data } = group;
  return (
    <>
      <PageHeader
        back={{ href: `/groups/${kind}`, label: kindNames(kind) }}
        title={data.name ?? data.id}
        beside={<Badge color="pine">{t(`kind.${kind}`)}</Badge>}
        description={t('page.people', { count: data.people })}
      />
      <div className={people.columns}>
        <GroupFacts group={data} />
        <GroupTabs group={data} />
      </div>
    </>
  );
}

function GroupTabs({ group }: { group: GroupDetail }) {
  const t = translator('groups');
  const [parameters, setParameters] = useSearchParams();
  const ofAccount = group.kind === 'account';
  const tabs = ofAccount ? (['people', 'events', 'segments', 'changes'] as const) : (['people', 'events'] as const);
  const tab = tabs.find((each) => each === parameters.get('tab')) ?? 'people';
  return (
    <Tabs
      value={tab}
      onChange={(value) => setParameters(value === 'people' ? {} : { tab: value ?? '' }, { replace: true })}
      keepMounted={false}
      miw={0}
    >
      <TabStrip active={tab}>
        {tabs.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {t(`page.tabs.${each}`)}
          </Tabs.Tab>
        ))}
      </TabStrip>
      <Tabs.Panel value="people">
        <GroupPeople group={group} />
      </Tabs.Panel>
      <Tabs.Panel value="events">
        <GroupEvents group={group} />
      </Tabs.Panel>
      {ofAccount && (
        <>
          <Tabs.Panel value="segments">
            <AccountSegments id={group.id} />
          </Tabs.Panel>
          <Tabs.Panel value="changes">
            <AccountHistory id={group.id} />
          </Tabs.Panel>
        </>
      )}
    </Tabs>
  );
}

function AccountSegments({ id }: { id: string }) {
  return <ReasonList reasons={useAccountReasons(id)} none={translator('groups')('page.noSegments')} />;
}

function AccountHistory({ id }: { id: string }) {
  return <ChangeList changes={useAccountChanges(id)} none={translator('groups')('page.noChanges')} />;
}
