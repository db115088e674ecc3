import { Tabs } from '@mantine/core';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { useSearchParams } from 'wouter';
import type { Segment } from '../api/types.js';
import { translator, withMessages } from '../language/translator.js';
import { FullLoading } from '../shell/states.js';
import { TabStrip } from '../shell/TabStrip.js';

type Tab = LazyExoticComponent<ComponentType<{ segment: Segment }>>;

/** Each tab is a file of its own that comes when it is first opened. */
const tabs = {
  overview: lazy(
    withMessages(['insight', 'instants', 'past', 'people'], async () => ({
      default: (await import('./overview/OverviewTab.js')).OverviewTab,
    })),
  ),
  members: lazy(
    withMessages(['members', 'people'], async () => ({
      default: (await import('./members/MembersTab.js')).MembersTab,
    })),
  ),
  changes: lazy(
    withMessages(['past', 'people', 'instants', 'live'], async () => ({
      default: (await import('./past/HistoryTab.js')).HistoryTab,
    })),
  ),
  compare: lazy(
    withMessages(['insight'], async () => ({ default: (await import('./insight/CompareTab.js')).CompareTab })),
  ),
  overlap: lazy(
    withMessages(['past', 'insight'], async () => ({ default: (await import('./past/OverlapTab.js')).OverlapTab })),
  ),
  flow: lazy(withMessages(['past'], async () => ({ default: (await import('./past/FlowTab.js')).FlowTab }))),
  use: lazy(async () => ({ default: (await import('./UseTab.js')).UseTab })),
  roles: lazy(async () => ({ default: (await import('./roles/RolesTab.js')).RolesTab })),
  permissions: lazy(async () => ({ default: (await import('./permissions/PermissionsTab.js')).PermissionsTab })),
  activity: lazy(
    withMessages(['insight'], async () => ({ default: (await import('./activity/ActivityTab.js')).ActivityTab })),
  ),
  webhooks: lazy(
    withMessages(['sources'], async () => ({ default: (await import('./webhooks/WebhooksTab.js')).WebhooksTab })),
  ),
} as const satisfies Record<string, Tab>;

type TabName = keyof typeof tabs;

function isTab(name: string | null): name is TabName {
  return name !== null && name in tabs;
}

const order = Object.keys(tabs).filter(isTab);
const first: TabName = 'overview';

/** Everything about a segment, a tab each; the address says which is open. */
export function SegmentTabs({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('tab');
  const tab = isTab(asked) ? asked : first;
  const Open = tabs[tab];
  return (
    <Tabs
      value={tab}
      onChange={(value) => setParameters(value === first || value === null ? {} : { tab: value }, { replace: true })}
    >
      <TabStrip active={tab}>
        {order.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`page.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </TabStrip>
      {order.map((name) => (
        <Tabs.Panel key={name} value={name}>
          {name === tab && (
            <Suspense fallback={<FullLoading />}>
              <Open segment={segment} />
            </Suspense>
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
