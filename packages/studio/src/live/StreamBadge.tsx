import { Badge } from '@mantine/core';
import type { StreamState } from '../api/stream.js';
import { translator } from '../language/translator.js';
import classes from './live.module.css';

const colours: Readonly<Record<StreamState | 'paused', string>> = {
  connecting: 'gray',
  open: 'pine',
  lost: 'brick',
  paused: 'ember',
};

/** Whether what one sees is as it happens. */
export function StreamBadge({ state }: { state: StreamState | 'paused' }) {
  return (
    <Badge
      color={colours[state]}
      role="status"
      leftSection={<span className={classes.pulse} data-on={state === 'open' || undefined} aria-hidden />}
    >
      {translator('live')(`state.${state}`)}
    </Badge>
  );
}
