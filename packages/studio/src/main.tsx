import '@fontsource-variable/hanken-grotesk';
import '@fontsource-variable/bricolage-grotesque/standard.css';
import './theme/mantine.js';
import './theme/base.css';
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import { ApiProblem } from './api/problem.js';
import { chosenLanguage } from './language/chosen.js';
import { LanguageProvider } from './language/LanguageProvider.js';
import { firstNamespaces, speak, translator } from './language/translator.js';
import { GuardedRouter } from './shell/guard.js';
import { cssVariables, theme } from './theme/theme.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused it will refuse again; only silence is worth another try.
      retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < 2,
      retryDelay: (failures) => 400 * 2 ** failures,
    },
  },
});

const Notifications = lazy(() => import('./shell/Notifications.js'));
const Questions = lazy(() => import('./shell/Questions.js'));

function Studio() {
  const close = translator('shell')('frame.close');
  const spoken = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } } },
      }),
    [close],
  );
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Opened />
      <Suspense fallback={null}>
        <Notifications position="bottom-right" limit={4} />
        <Questions />
      </Suspense>
      <GuardedRouter base={import.meta.env.BASE_URL.replace(/\/$/, '')}>
        <App />
      </GuardedRouter>
    </MantineProvider>
  );
}

/** Menus and lists open beside the page; where they stand is a part of it with a name, for those who go by parts. */
function Opened() {
  const label = translator('shell')('frame.opened');
  useEffect(() => {
    const place = document.querySelector('[data-mantine-shared-portal-node]');
    place?.setAttribute('role', 'region');
    place?.setAttribute('aria-label', label);
  }, [label]);
  return null;
}

const root = document.getElementById('root');
await speak(chosenLanguage(), navigator.languages, firstNamespaces);
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <Studio />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
