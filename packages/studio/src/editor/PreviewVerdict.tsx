import { Group, Stack, Text } from '@mantine/core';
import type { Audience } from '../api/types.js';
import { ExplanationTree } from '../explain/ExplanationTree.js';
import { describeDecision } from '../explain/found.js';
import { VerdictMark } from '../explain/VerdictMark.js';
import { translator } from '../language/translator.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { usePreviewExplanation } from './usePreview.js';

interface PreviewVerdictProps {
  readonly audience: Audience | null;
  readonly member: string;
  /** The segment as it is saved; null: it is new. */
  readonly against: string | null;
}

/** Whether somebody is in, and why, with the values found. */
export function PreviewVerdict({ audience, member, against }: PreviewVerdictProps) {
  const t = translator('editor');
  const verdict = usePreviewExplanation(audience, member, against);
  const decision = verdict.data === undefined ? null : describeDecision(verdict.data.by);
  return (
    <>
      {verdict.isPending && audience !== null && <RowsLoading rows={4} />}
      {audience === null && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('test.finish')}
        </Text>
      )}
      {verdict.isError && <Failed error={verdict.error} retry={() => verdict.refetch()} />}
      {verdict.data !== undefined && (
        <Stack gap="sm" mt="md" aria-live="polite">
          <Group gap={8}>
            <VerdictMark matches={verdict.data.matches} />
            <Text fw={600}>
              {t(verdict.data.matches === null ? 'test.depends' : verdict.data.matches ? 'test.in' : 'test.out')}
            </Text>
          </Group>
          {decision !== null && <Text size="sm">{decision}</Text>}
          <ExplanationTree explanation={verdict.data.explanation} />
        </Stack>
      )}
    </>
  );
}
