import { Badge } from '@mantine/core';
import type { StreamState } from '../api/stream.js';
import classes from './live.module.css';

const states: Readonly<Record<StreamState | 'paused', readonly [string, string]>> = {
  connecting: ['Connecting…', 'gray'],
  open: ['Live', 'pine'],
  lost: ['Connection lost, trying again', 'brick'],
  paused: ['Paused', 'ember'],
};

/** Whether what one sees is as it happens. */
export function StreamBadge({ state }: { state: StreamState | 'paused' }) {
  const [label, colour] = states[state];
  return (
    <Badge
      color={colour}
      role="status"
      leftSection={<span className={classes.pulse} data-on={state === 'open' || undefined} aria-hidden />}
    >
      {label}
    </Badge>
  );
}
