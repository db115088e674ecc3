import { NativeSelect, NumberInput, TextInput, UnstyledButton } from '@mantine/core';
import { AmountInput } from './AmountInput.js';
import { useTree } from './context.js';
import type { EventDraft } from './draft.js';
import { type AggregateMeasure, aggregateOperators, type CountMeasure, type Measure, takesText } from './measure.js';
import { choiceOf } from './operators.js';
import { PropertyPicker } from './PropertyPicker.js';
import { TimeMeasureInput } from './TimeMeasureInput.js';
import classes from './tree.module.css';
import { usePropertyOf } from './vocabulary.js';

/** What is asked of the events, after their name: how often, what a property comes to, or when. */
export function MeasureInput({ node }: { node: EventDraft }) {
  const { measure } = node;
  if (measure.kind === 'count') return <CountInput node={node} measure={measure} />;
  if (measure.kind === 'aggregate') return <AggregateInput node={node} measure={measure} />;
  return <TimeMeasureInput node={node} measure={measure} />;
}

const bounds: readonly { readonly value: CountMeasure['bound']; readonly label: string }[] = [
  { value: 'atLeast', label: 'at least' },
  { value: 'atMost', label: 'at most' },
  { value: 'exactly', label: 'exactly' },
  { value: 'between', label: 'between' },
];

const counted: readonly { readonly value: CountMeasure['of']; readonly label: string }[] = [
  { value: 'events', label: 'times' },
  { value: 'days', label: 'on different days' },
  { value: 'sessions', label: 'in different sessions' },
  { value: 'values', label: 'with different values of' },
];

function CountInput({ node, measure }: { node: EventDraft; measure: CountMeasure }) {
  const { replace } = useTree();
  const set = (next: Measure, field: string | null = null) => replace({ ...node, measure: next }, field);
  return (
    <>
      <NativeSelect
        aria-label="At least or at most"
        w="auto"
        value={measure.bound}
        data={bounds}
        onChange={(event) => {
          const bound = bounds.find((each) => each.value === event.currentTarget.value)?.value ?? 'atLeast';
          const times = bound === 'atLeast' && measure.times === 0 ? 1 : measure.times;
          set({ ...measure, bound, times, upTo: bound === 'between' ? times : null });
        }}
      />
      <AmountInput
        label="How many times"
        min={measure.bound === 'atLeast' ? 1 : 0}
        value={measure.times}
        set={(times) => set({ ...measure, times }, `times:${node.id}`)}
      />
      {measure.bound === 'between' && (
        <>
          <span className={classes.word}>and</span>
          <AmountInput
            label="Up to how many times"
            min={measure.times ?? 0}
            value={measure.upTo}
            set={(upTo) => set({ ...measure, upTo }, `upTo:${node.id}`)}
          />
        </>
      )}
      <NativeSelect
        aria-label="What is counted"
        w="auto"
        value={measure.of}
        data={counted.map((each) =>
          each.value === 'events' && measure.bound !== 'between' && measure.times === 1
            ? { ...each, label: 'time' }
            : each,
        )}
        onChange={(event) => {
          const of = counted.find((each) => each.value === event.currentTarget.value)?.value;
          if (of !== undefined) set({ ...measure, of, property: of === 'values' ? measure.property : '' });
        }}
      />
      {measure.of === 'values' && (
        <EventProperty node={node} property={measure.property} set={(property) => set({ ...measure, property })} />
      )}
    </>
  );
}

function AggregateInput({ node, measure }: { node: EventDraft; measure: AggregateMeasure }) {
  const { replace } = useTree();
  const set = (next: Measure, field: string | null = null) => replace({ ...node, measure: next }, field);
  const text = takesText(measure);
  const operators = aggregateOperators(measure.function).map((each) => choiceOf('number', each, false));
  const number = (value: AggregateMeasure['value'], label: string, change: (value: number | null) => void) => (
    <NumberInput
      aria-label={label}
      w={110}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => change(next === '' ? null : Number(next))}
    />
  );
  return (
    <>
      <span className={classes.word}>of its</span>
      <EventProperty node={node} property={measure.property} set={(property) => set({ ...measure, property })} />
      <NativeSelect
        aria-label="How the result is compared"
        w="auto"
        value={measure.operator}
        data={operators.map(({ operator, label }) => ({ value: operator, label }))}
        onChange={(event) => {
          const operator = operators.find((each) => each.id === event.currentTarget.value)?.operator;
          if (operator === undefined) return;
          const same = takesText({ function: measure.function, operator }) === text && operator !== 'known';
          set({ ...measure, operator, value: same ? measure.value : null, upTo: null });
        }}
      />
      {measure.operator !== 'known' &&
        (text ? (
          <TextInput
            aria-label="Value to compare with"
            w={150}
            value={typeof measure.value === 'string' ? measure.value : ''}
            onChange={(event) => set({ ...measure, value: event.currentTarget.value || null }, `value:${node.id}`)}
          />
        ) : (
          number(measure.value, 'Value to compare with', (value) => set({ ...measure, value }, `value:${node.id}`))
        ))}
      {measure.operator === 'between' && (
        <>
          <span className={classes.word}>and</span>
          {number(measure.upTo, 'Value up to', (upTo) => set({ ...measure, upTo }, `upTo:${node.id}`))}
        </>
      )}
    </>
  );
}

function EventProperty(props: { node: EventDraft; property: string; set(property: string): void }) {
  const { label } = usePropertyOf(props.property);
  const name = props.property === '' ? 'choose a property' : label;
  return (
    <PropertyPicker
      scope={{ of: 'event', event: props.node.event }}
      only="property"
      onPick={(item) => {
        const made = item.make();
        if (made.kind === 'property') props.set(made.property);
      }}
    >
      <UnstyledButton className={classes.subject} title={props.property} aria-label={`Property ${name}. Change`}>
        <span className="one-line">{name}</span>
      </UnstyledButton>
    </PropertyPicker>
  );
}
