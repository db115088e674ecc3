import { Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSite } from '../api/session.js';
import { formatAgo, formatTime } from './format.js';

/** How long ago, with the moment itself on hover and for readers. */
export function Ago({ at, size = 'sm', dimmed = true }: { at: string; size?: string; dimmed?: boolean }) {
  const { site } = useSite();
  const [now, setNow] = useState(Date.now);
  const young = now - new Date(at).getTime() < 3_600_000;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), young ? 10_000 : 60_000);
    return () => clearInterval(timer);
  }, [young]);
  return (
    <Tooltip label={formatTime(at, site.timeZone)}>
      <Text
        component="time"
        dateTime={at}
        size={size}
        {...(dimmed ? { c: 'dimmed' } : {})}
        style={{ whiteSpace: 'nowrap' }}
      >
        {formatAgo(at, Math.max(now, new Date(at).getTime()))}
      </Text>
    </Tooltip>
  );
}
