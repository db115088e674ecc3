import type { SegmentSubject } from '@kindred/criteria';
import { Group, SegmentedControl, Text } from '@mantine/core';

interface SubjectChoiceProps {
  readonly subject: SegmentSubject;
  /** Whether it can still be chosen: while nothing is stored and nothing is asked yet. */
  readonly open: boolean;
  set(subject: SegmentSubject): void;
}

/** Whether the members are people or accounts. */
export function SubjectChoice({ subject, open, set }: SubjectChoiceProps) {
  if (!open) {
    return subject === 'account' ? (
      <Text size="sm" c="dimmed">
        The members of this segment are accounts.
      </Text>
    ) : null;
  }
  return (
    <Group gap="sm">
      <Text size="sm" id="segment-subject">
        Members are
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby="segment-subject"
        value={subject}
        data={[
          { value: 'person', label: 'people' },
          { value: 'account', label: 'accounts' },
        ]}
        onChange={(value) => set(value === 'account' ? 'account' : 'person')}
      />
    </Group>
  );
}
