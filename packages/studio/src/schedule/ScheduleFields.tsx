import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Schedule } from '../api/types.js';
import { translator } from '../language/translator.js';
import { NumberField } from '../shell/NumberField.js';

const units = ['minutes', 'hours', 'days'] as const;
type Unit = (typeof units)[number];
const fewestMinutes = 5;

/** What a schedule begins as. */
export const usualSchedule: Schedule = { daily: '06:00' };

interface ScheduleFieldsProps {
  readonly value: Schedule;
  set(schedule: Schedule, field?: string): void;
}

/** When something comes again: at a local time of the site each day, or after an interval. */
export function ScheduleFields({ value, set }: ScheduleFieldsProps) {
  const t = translator('schedule');
  const { site } = useSite();
  const every = 'every' in value ? value.every : null;
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={t('how')}
        value={every === null ? 'daily' : 'every'}
        data={[
          { value: 'daily', label: t('daily') },
          { value: 'every', label: t('every') },
        ]}
        onChange={(event) =>
          set(event.currentTarget.value === 'daily' ? usualSchedule : { every: { amount: 1, unit: 'hours' } })
        }
      />
      {every === null ? (
        <TextInput
          type="time"
          label={t('time', { zone: site.timeZone })}
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
  );
}

interface Interval {
  readonly amount: number;
  readonly unit: Unit;
}

function Every({ amount, unit, set }: Interval & { set(interval: Interval): void }) {
  const t = translator('schedule');
  const least = (of: Unit): number => (of === 'minutes' ? fewestMinutes : 1);
  return (
    <>
      <NumberField
        label={t('amount')}
        width={90}
        whole
        needed
        least={least(unit)}
        most={1_000}
        value={amount}
        set={(next) => {
          if (next !== null) set({ amount: next, unit });
        }}
      />
      <NativeSelect
        label={t('unit')}
        value={unit}
        data={units.map((value) => ({ value, label: t(`units.${value}`) }))}
        onChange={(event) => {
          const next = units.find((each) => each === event.currentTarget.value);
          if (next !== undefined) set({ amount: Math.max(amount, least(next)), unit: next });
        }}
      />
    </>
  );
}
