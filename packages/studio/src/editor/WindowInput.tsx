import type { CalendarUnit, RollingUnit } from '@kindred/criteria';
import { NativeSelect, TextInput } from '@mantine/core';
import { translator } from '../language/translator.js';
import { AmountInput } from './AmountInput.js';
import { useTree } from './context.js';
import type { EventDraft, SequenceDraft } from './draft.js';
import classes from './tree.module.css';
import type { WindowDraft } from './window-draft.js';

const calendar: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
const rolling: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

function chosenOf(window: WindowDraft): string {
  if (window.kind !== 'calendar') return window.kind;
  return window.ago === 0 ? window.unit : 'ago';
}

function startOf(kind: string): WindowDraft {
  const unit = calendar.find((each) => each === kind);
  if (unit !== undefined) return { kind: 'calendar', unit, ago: 0 };
  if (kind === 'rolling') return { kind, amount: 30, unit: 'days' };
  if (kind === 'ago') return { kind: 'calendar', unit: 'month', ago: 1 };
  if (kind === 'past') return { kind, from: 14, to: 8, unit: 'days' };
  return kind === 'fixed' ? { kind, from: '', to: '' } : { kind: 'ever' };
}

/** When an event counts: ever, in the last so long, in a present or earlier day, week, month …, or between two dates. */
export function WindowInput({ node }: { node: EventDraft | SequenceDraft }) {
  const t = translator('editor');
  const { replace } = useTree();
  const { window } = node;
  const set = (next: WindowDraft, field: string | null = null) => replace({ ...node, window: next }, field);
  const unitOf = (each: Extract<WindowDraft, { kind: 'rolling' | 'past' }>) => (
    <NativeSelect
      aria-label={t('window.unit')}
      w="auto"
      value={each.unit}
      data={rolling.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
      onChange={(event) => {
        const unit = rolling.find((one) => one === event.currentTarget.value);
        if (unit !== undefined) set({ ...each, unit });
      }}
    />
  );
  return (
    <>
      <NativeSelect
        aria-label={t('window.when')}
        w="auto"
        value={chosenOf(window)}
        data={[
          { value: 'ever', label: t('window.ever') },
          { value: 'rolling', label: t('window.rolling') },
          { value: 'past', label: t('window.past') },
          ...calendar.map((value) => ({ value, label: t(`window.this.${value}`) })),
          { value: 'ago', label: t('window.earlier') },
          { value: 'fixed', label: t('window.fixed') },
        ]}
        onChange={(event) => set(startOf(event.currentTarget.value))}
      />
      {window.kind === 'rolling' && (
        <>
          <AmountInput
            label={t('window.howLong')}
            min={1}
            value={window.amount}
            set={(amount) => set({ ...window, amount }, `amount:${node.id}`)}
          />
          {unitOf(window)}
        </>
      )}
      {window.kind === 'past' && (
        <>
          <AmountInput
            label={t('window.fromAgo')}
            min={1}
            value={window.from}
            set={(from) => set({ ...window, from }, `from:${node.id}`)}
          />
          <span className={classes.word}>{t('window.to')}</span>
          <AmountInput
            label={t('window.toAgo')}
            min={1}
            value={window.to}
            set={(to) => set({ ...window, to }, `to:${node.id}`)}
          />
          {unitOf(window)}
          <span className={classes.word}>{t('window.ago')}</span>
        </>
      )}
      {window.kind === 'calendar' && window.ago !== 0 && (
        <>
          <span className={classes.word}>{t('window.the')}</span>
          <NativeSelect
            aria-label={t('window.period')}
            w="auto"
            value={window.unit}
            data={calendar.map((value) => ({ value, label: t(`window.calendar.${value}`) }))}
            onChange={(event) => {
              const unit = calendar.find((each) => each === event.currentTarget.value);
              if (unit !== undefined) set({ ...window, unit });
            }}
          />
          <AmountInput
            label={t('window.periodsAgo')}
            min={1}
            value={window.ago}
            set={(ago) => set({ ...window, ago: ago === 0 ? null : ago }, `ago:${node.id}`)}
          />
          <span className={classes.word}>{t('window.ago')}</span>
        </>
      )}
      {window.kind === 'fixed' && (
        <>
          <TextInput
            type="date"
            aria-label={t('window.first')}
            value={window.from}
            onChange={(event) => set({ ...window, from: event.currentTarget.value }, `from:${node.id}`)}
          />
          <span className={classes.word}>{t('window.to')}</span>
          <TextInput
            type="date"
            aria-label={t('window.last')}
            value={window.to}
            onChange={(event) => set({ ...window, to: event.currentTarget.value }, `to:${node.id}`)}
          />
        </>
      )}
    </>
  );
}
