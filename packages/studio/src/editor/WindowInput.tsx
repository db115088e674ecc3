import type { CalendarUnit, RollingUnit } from '@kindred/criteria';
import { NativeSelect, TextInput } from '@mantine/core';
import { AmountInput } from './AmountInput.js';
import { useTree } from './context.js';
import type { EventDraft, SequenceDraft } from './draft.js';
import classes from './tree.module.css';
import type { WindowDraft } from './window-draft.js';

const calendar: readonly (readonly [CalendarUnit, string])[] = [
  ['day', 'today'],
  ['week', 'this week'],
  ['month', 'this month'],
  ['quarter', 'this quarter'],
  ['year', 'this year'],
];
const rolling: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

function chosenOf(window: WindowDraft): string {
  if (window.kind !== 'calendar') return window.kind;
  return window.ago === 0 ? window.unit : 'ago';
}

function startOf(kind: string): WindowDraft {
  const unit = calendar.find(([each]) => each === kind)?.[0];
  if (unit !== undefined) return { kind: 'calendar', unit, ago: 0 };
  if (kind === 'rolling') return { kind, amount: 30, unit: 'days' };
  if (kind === 'ago') return { kind: 'calendar', unit: 'month', ago: 1 };
  if (kind === 'past') return { kind, from: 14, to: 8, unit: 'days' };
  return kind === 'fixed' ? { kind, from: '', to: '' } : { kind: 'ever' };
}

/** When an event counts: ever, in the last so long, in a present or earlier day, week, month …, or between two dates. */
export function WindowInput({ node }: { node: EventDraft | SequenceDraft }) {
  const { replace } = useTree();
  const { window } = node;
  const set = (next: WindowDraft, field: string | null = null) => replace({ ...node, window: next }, field);
  const unitOf = (each: Extract<WindowDraft, { kind: 'rolling' | 'past' }>) => (
    <NativeSelect
      aria-label="Unit of time"
      w="auto"
      value={each.unit}
      data={[...rolling]}
      onChange={(event) => {
        const unit = rolling.find((one) => one === event.currentTarget.value);
        if (unit !== undefined) set({ ...each, unit });
      }}
    />
  );
  return (
    <>
      <NativeSelect
        aria-label="When"
        w="auto"
        value={chosenOf(window)}
        data={[
          { value: 'ever', label: 'ever' },
          { value: 'rolling', label: 'in the last' },
          { value: 'past', label: 'in the time from … to … ago' },
          ...calendar.map(([value, label]) => ({ value, label })),
          { value: 'ago', label: 'in an earlier day, week, month …' },
          { value: 'fixed', label: 'between dates' },
        ]}
        onChange={(event) => set(startOf(event.currentTarget.value))}
      />
      {window.kind === 'rolling' && (
        <>
          <AmountInput
            label="How long ago"
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
            label="From how long ago"
            min={1}
            value={window.from}
            set={(from) => set({ ...window, from }, `from:${node.id}`)}
          />
          <span className={classes.word}>to</span>
          <AmountInput
            label="To how long ago"
            min={1}
            value={window.to}
            set={(to) => set({ ...window, to }, `to:${node.id}`)}
          />
          {unitOf(window)}
          <span className={classes.word}>ago</span>
        </>
      )}
      {window.kind === 'calendar' && window.ago !== 0 && (
        <>
          <span className={classes.word}>the</span>
          <NativeSelect
            aria-label="Calendar period"
            w="auto"
            value={window.unit}
            data={calendar.map(([value]) => value)}
            onChange={(event) => {
              const unit = calendar.find(([each]) => each === event.currentTarget.value)?.[0];
              if (unit !== undefined) set({ ...window, unit });
            }}
          />
          <AmountInput
            label="How many periods ago"
            min={1}
            value={window.ago}
            set={(ago) => set({ ...window, ago: ago === 0 ? null : ago }, `ago:${node.id}`)}
          />
          <span className={classes.word}>ago</span>
        </>
      )}
      {window.kind === 'fixed' && (
        <>
          <TextInput
            type="date"
            aria-label="First day"
            value={window.from}
            onChange={(event) => set({ ...window, from: event.currentTarget.value }, `from:${node.id}`)}
          />
          <span className={classes.word}>to</span>
          <TextInput
            type="date"
            aria-label="Last day"
            value={window.to}
            onChange={(event) => set({ ...window, to: event.currentTarget.value }, `to:${node.id}`)}
          />
        </>
      )}
    </>
  );
}
