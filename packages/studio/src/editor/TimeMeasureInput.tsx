import type { TimeSpan } from '@kindred/criteria';
import { NativeSelect, TextInput } from '@mantine/core';
import { AmountInput } from './AmountInput.js';
import { useTree } from './context.js';
import type { EventDraft } from './draft.js';
import { spanOperators, type TimeMeasure, timeOperators } from './measure.js';
import { choiceOf } from './operators.js';
import classes from './tree.module.css';

const units: readonly TimeSpan['unit'][] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/** "is more than 30 days ago": when the first or the last of the events was. */
export function TimeMeasureInput({ node, measure }: { node: EventDraft; measure: TimeMeasure }) {
  const { replace } = useTree();
  const set = (next: TimeMeasure, field: string | null = null) => replace({ ...node, measure: next }, field);
  const { span } = measure;
  const label = (operator: TimeMeasure['operator']) =>
    operator === 'moreThanAgo' ? 'is more than … ago' : choiceOf('date', operator, false).label;
  return (
    <>
      <NativeSelect
        aria-label="How the time is compared"
        w="auto"
        value={measure.operator}
        data={timeOperators.map((operator) => ({ value: operator, label: label(operator) }))}
        onChange={(event) => {
          const operator = timeOperators.find((each) => each === event.currentTarget.value);
          if (operator !== undefined) set({ ...measure, operator });
        }}
      />
      {spanOperators.includes(measure.operator) ? (
        <>
          <AmountInput
            label="How much time"
            min={1}
            value={span.amount}
            set={(amount) => set({ ...measure, span: { ...span, amount } }, `span:${node.id}`)}
          />
          <NativeSelect
            aria-label="Unit of the time"
            w="auto"
            value={span.unit}
            data={[...units]}
            onChange={(event) => {
              const unit = units.find((each) => each === event.currentTarget.value);
              const calendar = span.calendar && unit !== 'minutes' && unit !== 'hours';
              if (unit !== undefined) set({ ...measure, span: { ...span, unit, calendar } });
            }}
          />
          {span.unit !== 'minutes' && span.unit !== 'hours' && (
            <NativeSelect
              aria-label="Rolling or whole calendar periods"
              w="auto"
              value={span.calendar ? 'calendar' : 'rolling'}
              data={[
                { value: 'rolling', label: 'to the minute' },
                { value: 'calendar', label: 'whole by the calendar' },
              ]}
              onChange={(event) =>
                set({ ...measure, span: { ...span, calendar: event.currentTarget.value === 'calendar' } })
              }
            />
          )}
          {measure.operator === 'moreThanAgo' && <span className={classes.word}>ago</span>}
        </>
      ) : (
        <TextInput
          type="date"
          aria-label="Date"
          value={measure.date}
          onChange={(event) => set({ ...measure, date: event.currentTarget.value }, `date:${node.id}`)}
        />
      )}
    </>
  );
}
