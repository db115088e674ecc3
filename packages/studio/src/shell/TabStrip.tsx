import { Tabs } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface TabStripProps {
  /** The tab that is open: where tabs do not all fit, it is in view. */
  readonly active: string;
  readonly children: ReactNode;
}

/** Tabs in one line. On a narrow screen the line scrolls, its edges fade where more follows, and the open tab shows. */
export function TabStrip({ active, children }: TabStripProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab to show is the one that is open now
  useLayoutEffect(() => {
    const strip = list.current;
    const tab = strip?.querySelector('[role="tab"][aria-selected="true"]');
    if (strip === null || tab === null || tab === undefined) return;
    const [outer, inner] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()];
    // Not scrollIntoView: that would scroll the page too. Differences hold from right to left as well.
    strip.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [active]);
  return (
    <Tabs.List ref={list} mb="md">
      {children}
    </Tabs.List>
  );
}
