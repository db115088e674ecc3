import { Affix, Alert, Button, CloseButton, Group, Paper, Text, Title } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useSegmentNames } from '../api/segments.js';
import { translator } from '../language/translator.js';
import { finishTour, hrefOf, stops, tourIsDone } from './tour.js';

interface TourContext {
  /** The tour has not been taken in this browser, nor refused. */
  readonly offered: boolean;
  start(): void;
  refuse(): void;
}

const Context = createContext<TourContext | null>(null);

/** Shows a newcomer around in five stops; it stands beside the pages and blocks nothing. */
export function TourProvider({ children }: { children: ReactNode }) {
  const [at, setAt] = useState<number | null>(null);
  const [offered, setOffered] = useState(() => !tourIsDone());
  const value = useMemo(
    () => ({
      offered: offered && at === null,
      start: () => setAt(0),
      refuse: () => {
        finishTour();
        setOffered(false);
      },
    }),
    [offered, at],
  );
  const end = () => {
    setAt(null);
    value.refuse();
  };
  return (
    <Context value={value}>
      {children}
      {at !== null && <Card at={at} go={setAt} end={end} />}
    </Context>
  );
}

export function useTour(): TourContext {
  const value = useContext(Context);
  if (value === null) throw new TypeError('useTour outside of TourProvider');
  return value;
}

function Card({ at, go, end }: { at: number; go(at: number): void; end(): void }) {
  const t = translator('shell');
  const [, navigate] = useLocation();
  const names = useSegmentNames();
  const heading = useRef<HTMLHeadingElement>(null);
  const largest = [...(names.data ?? [])].sort((a, b) => (b.size ?? 0) - (a.size ?? 0))[0]?.id ?? null;
  const stop = stops[at] ?? 'segments';
  const href = hrefOf(stop, largest);
  useEffect(() => {
    navigate(href);
    heading.current?.focus();
  }, [href, navigate]);
  const last = at === stops.length - 1;
  return (
    <Affix position={{ bottom: 20, right: 20 }} zIndex={150}>
      <Paper role="dialog" aria-label={t('tour.label')} p="md" shadow="lg" maw={360} w="calc(100vw - 40px)">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h3" ref={heading} tabIndex={-1}>
            {t(`tour.${stop}.title`)}
          </Title>
          <CloseButton onClick={end} aria-label={t('tour.end')} />
        </Group>
        <Text size="sm" mt={6} aria-live="polite">
          {t(`tour.${stop}.about`)}
        </Text>
        <Group justify="space-between" mt="md">
          <Text size="xs" c="dimmed">
            {t('tour.step', { step: at + 1, of: stops.length })}
          </Text>
          <Group gap="xs">
            {at > 0 && (
              <Button size="compact-sm" variant="default" onClick={() => go(at - 1)}>
                {t('tour.back')}
              </Button>
            )}
            <Button size="compact-sm" onClick={() => (last ? end() : go(at + 1))}>
              {t(last ? 'tour.finish' : 'tour.next')}
            </Button>
          </Group>
        </Group>
      </Paper>
    </Affix>
  );
}

/** Offers the tour to who has not taken it. */
export function TourOffer() {
  const t = translator('shell');
  const { offered, start, refuse } = useTour();
  if (!offered) return null;
  return (
    <Alert color="pine" variant="light" mb="md" icon={<IconRoute aria-hidden />} title={t('tour.offer')}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('tour.offerAbout')}</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={refuse}>
            {t('tour.refuse')}
          </Button>
          <Button size="compact-sm" onClick={start}>
            {t('tour.start')}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
