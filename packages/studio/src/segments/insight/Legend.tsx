import { Box, Group, Text } from '@mantine/core';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';

/** Which colour is the segment and which everyone. */
export function Legend({ subject }: { subject: Segment['subject'] }) {
  const t = translator('segments');
  return (
    <Group gap="md">
      <Key colour="var(--k-known)" label={t('report.thisSegment')} />
      <Key colour="var(--k-everyone)" label={t('report.everyone', { subject })} />
    </Group>
  );
}

function Key({ colour, label }: { colour: string; label: string }) {
  return (
    <Group gap={6}>
      <Box w={10} h={10} style={{ borderRadius: 3, background: colour }} aria-hidden />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}
