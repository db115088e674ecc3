import { Text } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { Router } from 'wouter';
import { translator } from '../language/translator.js';
import { askWhether } from './asking.js';

interface Guard {
  /** Where the unsaved work is, or null when there is none. */
  current: { readonly address: string; readonly state: unknown } | null;
}

const Context = createContext<Guard>({ current: null });

/** Asks before unsaved work is left behind; `leave` runs once that is agreed. */
function ask(guard: Guard, leave: () => void): void {
  const t = translator('shell');
  askWhether({
    title: t('leave.title'),
    children: <Text size="sm">{t('leave.about')}</Text>,
    labels: { confirm: t('leave.confirm'), cancel: t('leave.stay') },
    confirmProps: { color: 'brick' },
    onConfirm: () => {
      guard.current = null;
      leave();
    },
  });
}

/** The studio's router; every way out of unsaved work asks first: links, the Back button and closing the window. */
export function GuardedRouter({ base, children }: { base: string; children: ReactNode }) {
  const guard = useRef<Guard['current']>(null);

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (guard.current !== null) event.preventDefault();
    };
    // In the capture phase, so the router does not see the step back before it is agreed.
    const onPop = (event: PopStateEvent) => {
      if (guard.current === null || window.location.pathname === new URL(guard.current.address).pathname) return;
      event.stopImmediatePropagation();
      window.history.pushState(guard.current.state, '', guard.current.address);
      ask(guard, () => window.history.back());
    };
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('popstate', onPop, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('popstate', onPop, { capture: true });
    };
  }, []);

  const value = useMemo(() => guard, []);
  return (
    <Context value={value}>
      <Router
        base={base}
        aroundNav={(navigate, to, options) => {
          if (guard.current === null || options?.replace === true) navigate(to, options);
          else ask(guard, () => navigate(to, options));
        }}
      >
        {children}
      </Router>
    </Context>
  );
}

/** While `unsaved`, leaving the present page asks. Returns a function that lifts the guard at once (after saving). */
export function useUnsavedGuard(unsaved: boolean): () => void {
  const guard = useContext(Context);
  useEffect(() => {
    guard.current = unsaved ? { address: window.location.href, state: window.history.state } : null;
    return () => {
      guard.current = null;
    };
  }, [guard, unsaved]);
  return () => {
    guard.current = null;
  };
}

/** Does what would throw unsaved work away, at once where there is none, else once that is agreed. */
export function useGuarded(): (act: () => void) => void {
  const guard = useContext(Context);
  return (act) => (guard.current === null ? act() : ask(guard, act));
}
