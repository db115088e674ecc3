import { Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useValues } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { formatCount, formatValue } from '../shell/format.js';
import classes from './palette.module.css';
import type { PaletteItem } from './vocabulary.js';

/** How many of the most frequent values are told. */
const told = 5;

/** What an entry of the palette means, its type, and its most frequent values that came in. */
export function PaletteInfo({ item, event }: { item: PaletteItem; event: string | null }) {
  const t = translator('editor');
  const [asked] = useDebouncedValue(item, 150);
  const stored = asked.kind === 'property' && asked.seen && !asked.requestTime && !asked.id.endsWith('.');
  const { data } = useValues(asked.id, event, '', stored);
  const values = stored && asked.id === item.id ? (data?.items.slice(0, told) ?? []) : [];
  return (
    <div className={classes.info} aria-hidden>
      <Text size="xs" fw={600} className="one-line">
        {item.label}
        {item.type !== null && (
          <Text span size="xs" c="dimmed">
            {' '}
            · {t(`type.${item.type}`)}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={3}>
        {item.description}
      </Text>
      {values.map(({ value, count }) => (
        <Group key={String(value)} justify="space-between" gap="sm" wrap="nowrap">
          <Text size="xs" className="one-line">
            {formatValue(value)}
          </Text>
          <Text size="xs" c="dimmed">
            {formatCount(count)}
          </Text>
        </Group>
      ))}
    </div>
  );
}
