import { Button, Group, Text } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { Router } from 'wouter';
import { translator } from '../language/translator.js';
import { askAmong } from './asking.js';

/** Unsaved work on the present page. */
interface UnsavedWork {
  readonly unsaved: boolean;
  /** Keeps it as a draft at once; false where this browser keeps nothing. */
  keep(): boolean;
  /** Throws it away, the draft too. */
  discard(): void;
}

interface Guard {
  /** Where the unsaved work is, and what can become of it; null when there is none. */
  current: (Omit<UnsavedWork, 'unsaved'> & { readonly address: string; readonly state: unknown }) | null;
}

const Context = createContext<Guard>({ current: null });

/** Asks before unsaved work is left behind; `leave` runs once that is agreed. */
function ask(guard: Guard, work: NonNullable<Guard['current']>, leave: () => void): void {
  const t = translator('shell');
  const kept = work.keep();
  const go = (discard: boolean) => {
    if (discard) work.discard();
    guard.current = null;
    leave();
  };
  askAmong(t('leave.title'), (close) => (
    <>
      <Text size="sm">{t(kept ? 'leave.kept' : 'leave.lost')}</Text>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button
          variant="subtle"
          color="brick"
          onClick={() => {
            close();
            go(true);
          }}
        >
          {t('leave.discard')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('leave.stay')}
        </Button>
        {kept && (
          <Button
            data-autofocus
            onClick={() => {
              close();
              go(false);
            }}
          >
            {t('leave.keep')}
          </Button>
        )}
      </Group>
    </>
  ));
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
      const work = guard.current;
      if (work === null || window.location.pathname === new URL(work.address).pathname) return;
      event.stopImmediatePropagation();
      window.history.pushState(work.state, '', work.address);
      ask(guard, work, () => window.history.back());
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
          else ask(guard, guard.current, () => navigate(to, options));
        }}
      >
        {children}
      </Router>
    </Context>
  );
}

/** While there is unsaved work, leaving the present page asks. Returns a function that lifts the guard at once (after saving). */
export function useUnsavedGuard({ unsaved, keep, discard }: UnsavedWork): () => void {
  const guard = useContext(Context);
  useEffect(() => {
    const { location, history } = window;
    guard.current = unsaved ? { address: location.href, state: history.state, keep, discard } : null;
    return () => {
      guard.current = null;
    };
  }, [guard, unsaved, keep, discard]);
  return () => {
    guard.current = null;
  };
}

/** Does what would leave unsaved work behind, at once where there is none, else once that is agreed. */
export function useGuarded(): (act: () => void) => void {
  const guard = useContext(Context);
  return (act) => (guard.current === null ? act() : ask(guard, guard.current, act));
}
