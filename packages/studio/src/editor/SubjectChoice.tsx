import type { SegmentSubject } from '@kindred/criteria';
import { Group, SegmentedControl, Text } from '@mantine/core';
import { translator } from '../language/translator.js';

interface SubjectChoiceProps {
  readonly subject: SegmentSubject;
  /** Whether it can still be chosen: while nothing is stored and nothing is asked yet. */
  readonly open: boolean;
  set(subject: SegmentSubject): void;
}

/** Whether the members are people or accounts. */
export function SubjectChoice({ subject, open, set }: SubjectChoiceProps) {
  const t = translator('editor');
  if (!open) {
    return subject === 'account' ? (
      <Text size="sm" c="dimmed">
        {t('subject.accounts')}
      </Text>
    ) : null;
  }
  return (
    <Group gap="sm">
      <Text size="sm" id="segment-subject">
        {t('subject.members')}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby="segment-subject"
        value={subject}
        data={[
          { value: 'person', label: t('subject.people') },
          { value: 'account', label: t('subject.accountsShort') },
        ]}
        onChange={(value) => set(value === 'account' ? 'account' : 'person')}
      />
    </Group>
  );
}
