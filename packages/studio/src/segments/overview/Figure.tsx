import { Stack, Text } from '@mantine/core';
import { formatCount } from '../../shell/format.js';

interface FigureProps {
  readonly label: string;
  readonly value: number;
  /** What it is a part of. */
  readonly detail: string;
  readonly colour?: string;
}

/** A number with what it counts, and what share of what it is. */
export function Figure({ label, value, detail, colour }: FigureProps) {
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {colour !== undefined && (
          <span
            aria-hidden
            style={{
              display: 'inline-block',
              width: 10,
              height: 10,
              borderRadius: 3,
              background: colour,
              marginInlineEnd: 6,
            }}
          />
        )}
        {label}
      </Text>
      <Text fw={620} size="lg">
        {formatCount(value)}
      </Text>
      <Text size="xs" c="dimmed">
        {detail}
      </Text>
    </Stack>
  );
}
