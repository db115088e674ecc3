import { AppShell, Burger, Group, Kbd, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLocation } from 'wouter';
import { translator, withMessages } from '../language/translator.js';
import { ColourScheme } from './ColourScheme.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { Mark } from './Mark.js';
import { modifier } from './modifier.js';
import { Navigation } from './Navigation.js';
import { RouteLink } from './RouteLink.js';
import classes from './shell.module.css';
import { useShortcuts } from './shortcuts.js';
import { TourProvider } from './Tour.js';

const ShortcutList = lazy(async () => ({ default: (await import('./ShortcutList.js')).ShortcutList }));
// Menus come a moment after the page; what holds their place is as high as they are.
const SiteSwitcher = lazy(async () => ({ default: (await import('./SiteSwitcher.js')).SiteSwitcher }));
const UserMenu = lazy(async () => ({ default: (await import('./UserMenu.js')).UserMenu }));
const CommandPalette = lazy(
  withMessages(['people', 'groups'], async () => ({ default: (await import('./CommandPalette.js')).CommandPalette })),
);

/** The frame of every page: on a wide screen a bar at the side, on a phone a menu behind a button. */
export function Shell({ children }: { children: ReactNode }) {
  const t = translator('shell');
  const [opened, { toggle, close }] = useDisclosure(false);
  const [path] = useLocation();
  const [listed, { open: showList, close: hideList }] = useDisclosure(false);
  useShortcuts(showList);
  return (
    <TourProvider>
      <AppShell
        header={{ height: { base: 56, sm: 0 } }}
        navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !opened } }}
        padding={{ base: 'md', md: 'lg' }}
      >
        <a href="#content" className="skip-link">
          {t('frame.skip')}
        </a>
        <AppShell.Header className={classes.header ?? ''} hiddenFrom="sm">
          <Group h="100%" px="md" justify="space-between">
            <Brand />
            <Burger
              opened={opened}
              onClick={toggle}
              size="sm"
              aria-label={t(opened ? 'frame.closeMenu' : 'frame.openMenu')}
            />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar ?? ''} p="md">
          <Group mb="md" px={4} visibleFrom="sm">
            <Brand />
          </Group>
          <Suspense fallback={<div style={{ height: 58 }} />}>
            <SiteSwitcher />
          </Suspense>
          <FindAnything />
          <ScrollArea mt="md" style={{ flex: 1 }} type="auto" viewportProps={{ tabIndex: -1 }}>
            <Navigation onChoose={close} />
          </ScrollArea>
          <Group gap={4} wrap="nowrap" pt="sm">
            <Suspense fallback={<div style={{ height: 46, flex: 1 }} />}>
              <UserMenu showShortcuts={showList} />
            </Suspense>
            <ColourScheme />
          </Group>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <ErrorBoundary resetKey={path}>{children}</ErrorBoundary>
        </AppShell.Main>
        <Suspense fallback={null}>
          {listed && <ShortcutList close={hideList} />}
          <CommandPalette />
        </Suspense>
      </AppShell>
    </TourProvider>
  );
}

/** The way into the command palette for who does not know its key. */
function FindAnything() {
  return (
    <UnstyledButton
      className={classes.find ?? ''}
      onClick={() => import('@mantine/spotlight').then(({ spotlight }) => spotlight.open())}
    >
      <IconSearch size={16} aria-hidden />
      <Text span size="sm" style={{ flex: 1 }}>
        {translator('shell')('palette.open')}
      </Text>
      <Kbd size="xs">{modifier} K</Kbd>
    </UnstyledButton>
  );
}

function Brand() {
  return (
    <RouteLink href="/segments" style={{ textDecoration: 'none' }} aria-label={translator('shell')('frame.home')}>
      <Group gap={10}>
        <Mark size={28} />
        <span className={classes.brand}>Kindred</span>
      </Group>
    </RouteLink>
  );
}
