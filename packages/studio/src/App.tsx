import { Box, Center, Stack } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { SiteProvider, useSession } from './api/session.js';
import type { Session } from './api/types.js';
import { translator, withMessages } from './language/translator.js';
import { rememberSite, useFirstSite } from './shell/first-site.js';
import { NotFound } from './shell/NotFound.js';
import { topPages } from './shell/pages.js';
import { Shell } from './shell/Shell.js';
import { Failed, FullLoading } from './shell/states.js';

const pages = {
  SegmentsPage: () => import('./segments/SegmentsPage.js'),
  SegmentPage: () => import('./segments/SegmentPage.js'),
  SuggestionsPage: withMessages(['suggestions', 'insight'], () => import('./segments/suggestions/SuggestionsPage.js')),
  EditorPage: withMessages(
    ['editor', 'explain', 'faults', 'instants', 'people', 'schedule'],
    () => import('./editor/EditorPage.js'),
  ),
  PeoplePage: withMessages(['people'], () => import('./people/PeoplePage.js')),
  PersonPage: withMessages(['audit', 'people', 'explain', 'live'], () => import('./people/PersonPage.js')),
  GroupsPage: withMessages(['groups', 'people'], () => import('./groups/GroupsPage.js')),
  GroupPage: withMessages(['groups', 'people', 'explain'], () => import('./groups/GroupPage.js')),
  LivePage: withMessages(['live', 'people'], () => import('./live/LivePage.js')),
  KeysPage: withMessages(['sources'], () => import('./sources/KeysPage.js')),
  ImportPage: withMessages(['imports'], () => import('./imports/ImportPage.js')),
  ImportFilePage: withMessages(['imports'], () => import('./imports/ImportFilePage.js')),
  RejectedPage: withMessages(['sources'], () => import('./sources/RejectedPage.js')),
  SchemaPage: withMessages(['schema', 'people'], () => import('./schema/SchemaPage.js')),
  WebhooksPage: withMessages(['sources'], () => import('./sources/WebhooksPage.js')),
  ExportsPage: withMessages(['exports', 'schedule'], () => import('./exports/ExportsPage.js')),
  JobsPage: withMessages(['sources'], () => import('./sources/JobsPage.js')),
  AuditPage: withMessages(['audit', 'people'], () => import('./audit/AuditPage.js')),
  SitesPage: withMessages(['sites'], () => import('./sites/SitesPage.js')),
  UsersPage: withMessages(['users'], () => import('./users/UsersPage.js')),
};
const SignIn = lazy(async () => ({ default: (await import('./shell/SignIn.js')).SignIn }));
const SegmentsPage = lazy(pages.SegmentsPage);
const SegmentPage = lazy(pages.SegmentPage);
const SuggestionsPage = lazy(pages.SuggestionsPage);
const EditorPage = lazy(pages.EditorPage);
const PeoplePage = lazy(pages.PeoplePage);
const PersonPage = lazy(pages.PersonPage);
const GroupsPage = lazy(pages.GroupsPage);
const GroupPage = lazy(pages.GroupPage);
const LivePage = lazy(pages.LivePage);
const KeysPage = lazy(pages.KeysPage);
const ImportPage = lazy(pages.ImportPage);
const ImportFilePage = lazy(pages.ImportFilePage);
const RejectedPage = lazy(pages.RejectedPage);
const SchemaPage = lazy(pages.SchemaPage);
const WebhooksPage = lazy(pages.WebhooksPage);
const ExportsPage = lazy(pages.ExportsPage);
const JobsPage = lazy(pages.JobsPage);
const AuditPage = lazy(pages.AuditPage);
const SitesPage = lazy(pages.SitesPage);
const UsersPage = lazy(pages.UsersPage);

/** Signed out: the way in. Signed in: the pages of the site that the address names. */
export function App() {
  const session = useSession();
  if (session.isPending) return <FullLoading />;
  if (session.isError) {
    return (
      <Center mih="100dvh" p="md">
        <Stack maw={480} w="100%">
          <Failed
            error={session.error}
            retry={() => session.refetch()}
            title={translator('shell')('frame.unreachable')}
          />
        </Stack>
      </Center>
    );
  }
  if (session.data === null) {
    return (
      <Suspense fallback={<FullLoading />}>
        <SignIn />
      </Suspense>
    );
  }
  return (
    <Switch>
      <Route path="/:site" nest>
        {(params) => <SitePages session={session.data ?? null} slug={params.site} />}
      </Route>
      <Route>
        <ToFirstSite session={session.data} path="segments" />
      </Route>
    </Switch>
  );
}

/** For an address without a site: the same page of the site that is meant. */
function ToFirstSite({ session, path }: { session: Session; path: string }) {
  const site = useFirstSite(session);
  if (session.sites.length === 0) return <NotFound what="site" />;
  if (site === undefined) return <FullLoading />;
  return <Redirect to={`~${import.meta.env.BASE_URL}${site.id}/${path}`} replace />;
}

function SitePages({ session, slug }: { session: Session | null; slug: string }) {
  const [path] = useLocation();
  const site = session?.sites.find((each) => each.id === slug);
  const chosen = site?.id;
  useEffect(() => {
    if (chosen !== undefined) rememberSite(chosen);
  }, [chosen]);
  // With every page at hand, a server that is away for a while shows as such inside the page asked for.
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of Object.values(pages)) load().catch(() => {});
    }, 1_000);
    return () => clearTimeout(timer);
  }, []);
  if (session === null) return null;
  if (site === undefined) {
    // An address without its site, such as /studio/segments.
    if (topPages.has(slug)) return <ToFirstSite session={session} path={`${slug}${path === '/' ? '' : path}`} />;
    return (
      <Center mih="100dvh" p="md">
        <Box maw={640} w="100%" component="main">
          <NotFound what="site" />
        </Box>
      </Center>
    );
  }
  return (
    <SiteProvider key={site.id} session={session} site={site}>
      <Shell>
        <Suspense fallback={<FullLoading />}>
          <Switch>
            <Route path="/">
              <Redirect to="/segments" replace />
            </Route>
            <Route path="/segments" component={SegmentsPage} />
            <Route path="/segments/new">
              <EditorPage key="new" id={null} />
            </Route>
            <Route path="/segments/suggestions" component={SuggestionsPage} />
            <Route path="/segments/:id/edit">{(params) => <EditorPage key={params.id} id={params.id} />}</Route>
            <Route path="/segments/:id">{(params) => <SegmentPage key={params.id} id={params.id} />}</Route>
            <Route path="/people" component={PeoplePage} />
            <Route path="/people/:id">{(params) => <PersonPage key={params.id} id={params.id} />}</Route>
            <Route path="/groups">
              <Redirect to="/groups/account" replace />
            </Route>
            <Route path="/groups/:kind">{(params) => <GroupsPage key={params.kind} kind={params.kind} />}</Route>
            <Route path="/groups/:kind/:id">
              {(params) => <GroupPage key={`${params.kind}/${params.id}`} kind={params.kind} id={params.id} />}
            </Route>
            <Route path="/live" component={LivePage} />
            <Route path="/data">
              <Redirect to="/data/keys" replace />
            </Route>
            <Route path="/data/keys" component={KeysPage} />
            <Route path="/data/import" component={ImportPage} />
            <Route path="/data/import/:id">{(params) => <ImportFilePage key={params.id} id={params.id} />}</Route>
            <Route path="/data/rejected" component={RejectedPage} />
            <Route path="/data/schema" component={SchemaPage} />
            <Route path="/data/webhooks" component={WebhooksPage} />
            <Route path="/data/exports" component={ExportsPage} />
            <Route path="/data/jobs" component={JobsPage} />
            <Route path="/data/audit" component={AuditPage} />
            <Route path="/data/sites" component={SitesPage} />
            <Route path="/data/users" component={UsersPage} />
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </SiteProvider>
  );
}
