import type { CalendarUnit, RollingUnit } from '@kindred/criteria';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useTree } from './context.js';
import type { EventDraft, WindowDraft } from './draft.js';

const calendar: readonly (readonly [CalendarUnit, string])[] = [
  ['day', 'today'],
  ['week', 'this week'],
  ['month', 'this month'],
  ['quarter', 'this quarter'],
  ['year', 'this year'],
];
const rolling: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks'];

/** When an event counts: ever, in the last so long, or in the present day, week, month … of the site. */
export function WindowInput({ node }: { node: EventDraft }) {
  const { replace } = useTree();
  const { window } = node;
  const set = (next: WindowDraft, field: string | null = null) => replace({ ...node, window: next }, field);
  return (
    <>
      <NativeSelect
        aria-label="When"
        w="auto"
        value={window.kind === 'calendar' ? window.unit : window.kind}
        data={[
          { value: 'ever', label: 'ever' },
          { value: 'rolling', label: 'in the last' },
          ...calendar.map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          const unit = calendar.find(([each]) => each === chosen)?.[0];
          if (unit !== undefined) set({ kind: 'calendar', unit });
          else if (chosen === 'rolling') set({ kind: 'rolling', amount: 30, unit: 'days' });
          else set({ kind: 'ever' });
        }}
      />
      {window.kind === 'rolling' && (
        <>
          <NumberInput
            aria-label="How long ago"
            w={72}
            min={1}
            allowDecimal={false}
            value={window.amount ?? ''}
            onChange={(value) => set({ ...window, amount: value === '' ? null : Number(value) }, `amount:${node.id}`)}
          />
          <NativeSelect
            aria-label="Unit of time"
            w="auto"
            value={window.unit}
            data={[...rolling]}
            onChange={(event) => {
              const unit = rolling.find((each) => each === event.currentTarget.value);
              if (unit !== undefined) set({ ...window, unit });
            }}
          />
        </>
      )}
    </>
  );
}
