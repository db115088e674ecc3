import type { PropertyNode, TimeSpan } from '@kindred/criteria';
import { ActionIcon, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { AmountInput } from './AmountInput.js';
import type { DaysDraft, SpanDraft } from './comparison-draft.js';
import { dateMeaning } from './date-meaning.js';
import classes from './tree.module.css';

interface DateInputProps {
  readonly name: string;
  readonly value: string | null;
  set(value: string | null): void;
  /** Attributes that tell of problems. */
  readonly described: object;
}

const localTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/;

/** A day, or a moment by the clock of the site; a moment with an offset of its own is shown as its text. */
export function DateInput({ name, value, set, described }: DateInputProps) {
  const t = translator('editor');
  const [timed, setTimed] = useState(value?.includes('T') ?? false);
  const withTime = timed || (value?.includes('T') ?? false);
  const plain = value === null || !withTime || localTime.test(value);
  return (
    <>
      <TextInput
        type={plain ? (withTime ? 'datetime-local' : 'date') : 'text'}
        aria-label={name}
        w={withTime ? 206 : 152}
        value={value ?? ''}
        onChange={(event) => set(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        {...described}
      />
      <Tooltip label={t(withTime ? 'date.withoutTime' : 'date.withTime')}>
        <ActionIcon
          size={34}
          aria-label={t('date.timeOf', { name })}
          aria-pressed={withTime}
          variant={withTime ? 'light' : 'subtle'}
          color={withTime ? 'pine' : 'gray'}
          onClick={() => {
            setTimed(!withTime);
            if (value !== null) set(withTime ? value.slice(0, 10) : `${value.slice(0, 10)}T00:00`);
          }}
        >
          <IconClock size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

const units: readonly TimeSpan['unit'][] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];

interface SpanInputProps {
  readonly value: SpanDraft;
  set(value: SpanDraft): void;
}

/** "30 days, to the minute". */
export function SpanInput({ value, set }: SpanInputProps) {
  const t = translator('editor');
  return (
    <>
      <AmountInput label={t('date.howMuch')} min={1} value={value.amount} set={(amount) => set({ ...value, amount })} />
      <NativeSelect
        aria-label={t('date.unit')}
        w="auto"
        value={value.unit}
        data={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
        onChange={(event) => {
          const unit = units.find((each) => each === event.currentTarget.value);
          const calendar = value.calendar && unit !== 'minutes' && unit !== 'hours';
          if (unit !== undefined) set({ ...value, unit, calendar });
        }}
      />
      {value.unit !== 'minutes' && value.unit !== 'hours' && (
        <NativeSelect
          aria-label={t('date.periods')}
          w="auto"
          value={value.calendar ? 'calendar' : 'rolling'}
          data={[
            { value: 'rolling', label: t('date.rolling') },
            { value: 'calendar', label: t('date.calendar') },
          ]}
          onChange={(event) => set({ ...value, calendar: event.currentTarget.value === 'calendar' })}
        />
      )}
    </>
  );
}

/** "within the next 7 days": how soon the yearly day comes. */
export function DaysInput({ value, set }: { value: DaysDraft; set(value: DaysDraft): void }) {
  const t = translator('editor');
  return (
    <>
      <span className={classes.word}>{t('date.soon')}</span>
      <AmountInput label={t('date.daysAhead')} min={0} value={value.days} set={(days) => set({ days })} />
      <span className={classes.word}>{t('date.days', { count: value.days ?? 0 })}</span>
    </>
  );
}

/** What a comparison of dates means at this moment. */
export function DateMeaning({ node }: { node: Pick<PropertyNode, 'operator' | 'value' | 'as'> }) {
  const { site } = useSite();
  const meaning = dateMeaning(node, site, Date.now());
  return meaning === null ? null : <span className={classes.meaning}>{meaning}</span>;
}
