import { Box, Radio, Stack, Text } from '@mantine/core';
import type { Schedule } from '../api/types.js';
import { translator } from '../language/translator.js';
import { ScheduleFields, usualSchedule } from '../schedule/ScheduleFields.js';

interface ScheduleInputProps {
  readonly value: Schedule | null;
  set(schedule: Schedule | null, field?: string | null): void;
  /** Whether a condition reads the present request. */
  readonly atVisit: boolean;
  /** Whether the conditions keep much of each person. */
  readonly costly: boolean;
  readonly fault: string | null;
}

/** Whether members change with every event or by runs on a schedule, and when these are. */
export function ScheduleInput({ value, set, atVisit, costly, fault }: ScheduleInputProps) {
  const t = translator('editor');
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('schedule.title')}
        value={value === null ? 'live' : 'batch'}
        onChange={(next) => set(next === 'batch' ? usualSchedule : null)}
        error={fault}
      >
        <Stack gap={8} mt={6}>
          <Radio
            value="live"
            label={t(atVisit ? 'schedule.visit' : 'schedule.live')}
            description={t(atVisit ? 'schedule.visitAbout' : 'schedule.liveAbout')}
          />
          <Radio
            value="batch"
            label={t('schedule.batch')}
            description={t('schedule.batchAbout')}
            disabled={atVisit && value === null}
          />
        </Stack>
      </Radio.Group>
      {costly && value === null && (
        <Text size="xs" c="dimmed">
          {t('schedule.costly')}
        </Text>
      )}
      {value !== null && (
        <Box pl={30}>
          <ScheduleFields value={value} set={set} />
        </Box>
      )}
    </Stack>
  );
}
