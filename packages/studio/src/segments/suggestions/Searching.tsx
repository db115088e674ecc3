import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { type SuggestionProgress, useSuggestionProgress } from '../../api/suggestions.js';
import { translator } from '../../language/translator.js';
import { formatShare } from '../../shell/format.js';

/** What of the whole each part of a search takes, about, in hundredths; the parts before it are done. */
const parts = {
  waiting: { from: 0, length: 0 },
  looking: { from: 2, length: 38 },
  asking: { from: 40, length: 45 },
  searching: { from: 85, length: 15 },
} as const satisfies Record<SuggestionProgress['stage'], { from: number; length: number }>;

/** How far a search is, and a way to stop it. */
export function Searching({ run, onStop }: { run: string; onStop: () => void }) {
  const t = translator('suggestions');
  const progress = useSuggestionProgress(run, true);
  // Nothing is known of it yet.
  const { stage, done, of } = progress.data ?? { stage: null, done: 0, of: 1 };
  const { from, length } = parts[stage ?? 'waiting'];
  const words =
    stage === null
      ? t('progress.label')
      : stage === 'searching'
        ? t('progress.searching', { share: formatShare(done, of) })
        : stage === 'looking'
          ? t('progress.looking', { done, of })
          : t(`progress.${stage}`);
  return (
    <Paper p="md">
      <Group justify="space-between" gap="md">
        <Stack gap={8} style={{ flex: '1 1 260px' }}>
          <Text size="sm" role="status">
            {words}
          </Text>
          <Progress value={from + (of === 0 ? 0 : (length * done) / of)} aria-label={t('progress.label')} animated />
        </Stack>
        <Button variant="default" onClick={onStop}>
          {t('progress.stop')}
        </Button>
      </Group>
    </Paper>
  );
}
