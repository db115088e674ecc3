import { Group, NativeSelect, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Schedule } from '../api/types.js';
import { translator } from '../language/translator.js';

const units = ['minutes', 'hours', 'days'] as const;
type Unit = (typeof units)[number];
/** What a schedule begins as; and the fewest minutes that one may have. */
const begun: Schedule = { daily: '06:00' };
const fewestMinutes = 5;

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
  const { site } = useSite();
  const every = value !== null && 'every' in value ? value.every : null;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('schedule.title')}
        value={value === null ? 'live' : 'batch'}
        onChange={(next) => set(next === 'batch' ? begun : null)}
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
        <Group gap="sm" align="flex-end" pl={30}>
          <NativeSelect
            label={t('schedule.how')}
            value={every === null ? 'daily' : 'every'}
            data={[
              { value: 'daily', label: t('schedule.daily') },
              { value: 'every', label: t('schedule.every') },
            ]}
            onChange={(event) =>
              set(event.currentTarget.value === 'daily' ? begun : { every: { amount: 1, unit: 'hours' } })
            }
          />
          {every === null ? (
            <TextInput
              type="time"
              label={t('schedule.time', { zone: site.timeZone })}
              value={'daily' in value ? value.daily : ''}
              required
              onChange={(event) => {
                const daily = event.currentTarget.value.slice(0, 5);
                if (daily !== '') set({ daily }, 'schedule');
              }}
            />
          ) : (
            <Every {...every} set={(next) => set({ every: next }, 'schedule')} />
          )}
        </Group>
      )}
    </Stack>
  );
}

interface Interval {
  readonly amount: number;
  readonly unit: Unit;
}

function Every({ amount, unit, set }: Interval & { set(interval: Interval): void }) {
  const t = translator('editor');
  const least = (of: Unit): number => (of === 'minutes' ? fewestMinutes : 1);
  return (
    <>
      <NumberInput
        label={t('schedule.amount')}
        w={90}
        min={least(unit)}
        max={1_000}
        allowDecimal={false}
        clampBehavior="strict"
        value={amount}
        onChange={(next) => {
          if (typeof next === 'number' && next >= least(unit)) set({ amount: next, unit });
        }}
      />
      <NativeSelect
        label={t('schedule.unit')}
        value={unit}
        data={units.map((value) => ({ value, label: t(`schedule.units.${value}`) }))}
        onChange={(event) => {
          const next = units.find((each) => each === event.currentTarget.value);
          if (next !== undefined) set({ amount: Math.max(amount, least(next)), unit: next });
        }}
      />
    </>
  );
}
