import { Group, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ImportFile } from '../api/imports.js';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { formatTime } from '../shell/format.js';
import { ThrowAway } from './ThrowAway.js';

/** Says of a file that it does not wait any more. */
export function ImportedNote({ file }: { file: ImportFile }) {
  const t = translator('imports');
  const { site } = useSite();
  const [, go] = useLocation();
  return (
    <Group gap="sm">
      <Text size="sm">{t('imported', { time: formatTime(file.keptUntil, site.timeZone) })}</Text>
      <ThrowAway file={file} onGone={() => go('/data/import')} />
    </Group>
  );
}
