import { Button, Paper, Tabs, TextInput } from '@mantine/core';
import { IconBuilding, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useLocation, useSearchParams } from 'wouter';
import { useGroups } from '../api/groups.js';
import type { GroupKind } from '../api/types.js';
import { translator } from '../language/translator.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { TabStrip } from '../shell/TabStrip.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import { GroupsTable } from './GroupsTable.js';
import { kindInAddress, kindNames, kinds } from './group.js';

/** Accounts, organizations, user groups, teams and roles, a tab each. */
export default function GroupsPage({ kind: asked }: { kind: string }) {
  const t = translator('groups');
  const [, navigate] = useLocation();
  const kind = kindInAddress(asked);
  if (kind === null) return <NotFound />;
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <Tabs
        value={kind}
        onChange={(value) => navigate(`/groups/${value ?? 'account'}`)}
        activateTabWithKeyboard={false}
      >
        <TabStrip active={kind}>
          {kinds.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {kindNames(each)}
            </Tabs.Tab>
          ))}
        </TabStrip>
        {kinds.map((each) => (
          <Tabs.Panel key={each} value={each}>
            {each === kind && <GroupsOfKind kind={kind} />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function GroupsOfKind({ kind }: { kind: GroupKind }) {
  const t = translator('groups');
  const [text, setText, search] = useUrlSearch();
  const [parameters, setParameters] = useSearchParams();
  const sort = parameters.get('sort') ?? 'name';
  const groups = useGroups(kind, { search, sort });
  const setSort = (next: string) =>
    setParameters(
      (before) => {
        before.set('sort', next);
        return before;
      },
      { replace: true },
    );
  return (
    <>
      <TextInput
        aria-label={t('search')}
        placeholder={t('searchBy')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maw={420}
        mb="md"
      />
      {groups.isError ? (
        <Failed error={groups.error} retry={() => groups.refetch()} />
      ) : groups.isPending ? (
        <Paper>
          <RowsLoading rows={9} height={28} />
        </Paper>
      ) : groups.items.length > 0 ? (
        <Paper>
          <GroupsTable groups={groups.items} sort={sort} setSort={setSort} />
          <More list={groups} />
        </Paper>
      ) : search === '' ? (
        <Empty
          icon={IconBuilding}
          title={t('empty')}
          action={
            <Button component={RouteLink} href="/data/keys">
              {translator('people')('connect')}
            </Button>
          }
        >
          {t('emptyWhy')}
        </Empty>
      ) : (
        <Empty icon={IconSearchOff} title={t('none')}>
          {t('noneWhy')}
        </Empty>
      )}
    </>
  );
}
