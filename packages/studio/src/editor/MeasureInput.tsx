import { NativeSelect } from '@mantine/core';
import { translator } from '../language/translator.js';
import { CompareMore } from './CompareMore.js';
import { CountInput } from './CountInput.js';
import { carryValue, kindFor } from './comparison-draft.js';
import { useTree } from './context.js';
import type { EventDraft } from './draft.js';
import { EventProperty } from './EventProperty.js';
import {
  type AggregateMeasure,
  aggregateOperators,
  type CountMeasure,
  isNever,
  isNumeric,
  type Measure,
  type TimeMeasure,
  timeComparison,
  timeOperators,
} from './measure.js';
import { choiceOf, comparesText } from './operators.js';
import classes from './tree.module.css';
import { ValueInput } from './ValueInput.js';
import { useGuessedType } from './vocabulary.js';

/** What is asked of the events, after their name: how often, what a property comes to, or when. */
export function MeasureInput({ node }: { node: EventDraft }) {
  const { measure } = node;
  if (measure.kind === 'count') return <CountMeasureInput node={node} measure={measure} />;
  if (measure.kind === 'aggregate') return <AggregateInput node={node} measure={measure} />;
  return <TimeInput node={node} measure={measure} />;
}

const counted: readonly CountMeasure['of'][] = ['events', 'days', 'sessions', 'values'];

/** Replaces what the condition asks; `field` names the input, so that typing is one step. */
function useMeasure(node: EventDraft): (next: Measure, field?: string | null) => void {
  const { replace } = useTree();
  return (next, field = null) => replace({ ...node, measure: next }, field === null ? null : `${field}:${node.id}`);
}

function CountMeasureInput({ node, measure }: { node: EventDraft; measure: CountMeasure }) {
  const t = translator('editor');
  const set = useMeasure(node);
  return (
    <>
      <CountInput<CountMeasure>
        draft={measure}
        what="times"
        never={measure.of === 'events' && (!node.negated || isNever(measure)) ? t('amount.never') : null}
        set={set}
      >
        <NativeSelect
          aria-label={t('measure.counted')}
          w="auto"
          value={measure.of}
          data={counted.map((each) => ({
            value: each,
            label:
              each === 'events'
                ? t('measure.times', { count: measure.bound === 'between' ? 2 : (measure.times ?? 2) })
                : t(`measure.of.${each}`),
          }))}
          onChange={(event) => {
            const of = counted.find((each) => each === event.currentTarget.value);
            if (of !== undefined) set({ ...measure, of, property: of === 'values' ? measure.property : '' });
          }}
        />
      </CountInput>
      {measure.of === 'values' && (
        <EventProperty
          event={node.event}
          property={measure.property}
          set={(property) => set({ ...measure, property })}
        />
      )}
    </>
  );
}

function AggregateInput({ node, measure }: { node: EventDraft; measure: AggregateMeasure }) {
  const t = translator('editor');
  const set = useMeasure(node);
  const guessed = useGuessedType(measure.property, node.event, measure.property !== '');
  const type = isNumeric(measure.function) ? 'number' : guessed;
  const operators = aggregateOperators(measure.function).map((each) => choiceOf(type, each, false));
  return (
    <>
      <span className={classes.word}>{t('measure.ofIts')}</span>
      <EventProperty event={node.event} property={measure.property} set={(property) => set({ ...measure, property })} />
      <NativeSelect
        aria-label={t('measure.compared')}
        w="auto"
        value={measure.operator}
        data={operators.map(({ operator, label }) => ({ value: operator, label }))}
        onChange={(event) => {
          const operator = operators.find((each) => each.id === event.currentTarget.value)?.operator;
          if (operator === undefined) return;
          const as = kindFor(operator, type, measure.as);
          const exactCase = measure.exactCase && comparesText(operator);
          set({ ...measure, operator, as, exactCase, value: carryValue(measure.value, operator, as) });
        }}
      />
      <ValueInput
        node={{ ...measure, id: node.id }}
        type={type}
        known={null}
        event={node.event}
        name={t('measure.value')}
        set={(value) => set({ ...measure, value }, 'value')}
      />
      <CompareMore draft={measure} set={(next) => set(next)} />
    </>
  );
}

/** "is longer ago than 30 days": when the first or the last of the events was. */
function TimeInput({ node, measure }: { node: EventDraft; measure: TimeMeasure }) {
  const t = translator('editor');
  const set = useMeasure(node);
  return (
    <>
      <NativeSelect
        aria-label={t('measure.time')}
        w="auto"
        value={measure.operator}
        data={timeOperators.map((operator) => ({ value: operator, label: choiceOf('date', operator, false).label }))}
        onChange={(event) => {
          const operator = timeOperators.find((each) => each === event.currentTarget.value);
          if (operator === undefined) return;
          const { as } = timeComparison({ operator, value: null });
          set({ ...measure, operator, value: carryValue(measure.value, operator, as) });
        }}
      />
      <ValueInput
        node={{ ...timeComparison(measure), id: node.id, property: '' }}
        type="date"
        known={null}
        event={null}
        name={t('measure.date')}
        set={(value) => set({ ...measure, value }, 'value')}
      />
    </>
  );
}
