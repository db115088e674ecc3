import { NativeSelect } from '@mantine/core';
import { useTree } from './context.js';
import type { EventDraft } from './draft.js';
import { isNumeric, type Measure, once } from './measure.js';

const aggregates = [
  ['sum', 'sum of'],
  ['average', 'average of'],
  ['minimum', 'smallest of'],
  ['maximum', 'largest of'],
  ['first', 'first value of'],
  ['last', 'last value of'],
  ['mostFrequent', 'most frequent value of'],
] as const;
const times = [
  ['firstTime', 'first', 'first time of'],
  ['lastTime', 'last', 'last time of'],
] as const;

function chosenOf({ measure, negated }: EventDraft): string {
  if (measure.kind === 'count') return negated ? 'not' : 'did';
  return measure.kind === 'aggregate' ? measure.function : `${measure.which}Time`;
}

function measureFor(chosen: string, before: Measure): Measure {
  const property = before.kind === 'time' ? '' : before.property;
  const aggregate = aggregates.find(([value]) => value === chosen)?.[0];
  if (aggregate !== undefined) {
    if (before.kind === 'aggregate' && isNumeric(before.function) === isNumeric(aggregate)) {
      return { ...before, function: aggregate };
    }
    const operator = isNumeric(aggregate) ? 'atLeast' : 'equals';
    const plain = { value: null, as: null, exactCase: false, quantifier: 'any' } as const;
    return { kind: 'aggregate', function: aggregate, property, operator, ...plain };
  }
  const which = times.find(([value]) => value === chosen)?.[1];
  if (which === undefined) return before.kind === 'count' ? before : once;
  if (before.kind === 'time') return { ...before, which };
  return { kind: 'time', which, operator: 'inLast', value: { amount: 7, unit: 'days', calendar: false } };
}

/** Whether one asks that something was done, what a property of it comes to, or when it was. */
export function QuestionInput({ node }: { node: EventDraft }) {
  const { replace } = useTree();
  const counts = node.measure.kind === 'count';
  const set = (chosen: string) => {
    const measure = measureFor(chosen, node.measure);
    const negated = measure.kind === 'count' ? chosen === 'not' : !counts && node.negated;
    replace({ ...node, measure, negated });
  };
  return (
    <>
      {!counts && (
        <NativeSelect
          aria-label="Holds or does not hold"
          w="auto"
          value={node.negated ? 'not' : 'holds'}
          data={[
            { value: 'holds', label: 'the' },
            { value: 'not', label: 'not: the' },
          ]}
          onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
        />
      )}
      <NativeSelect
        aria-label="Did or did not"
        w="auto"
        value={chosenOf(node)}
        data={[
          { value: 'did', label: 'did' },
          { value: 'not', label: 'did not' },
          ...aggregates.map(([value, label]) => ({ value, label })),
          ...times.map(([value, , label]) => ({ value, label })),
        ]}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </>
  );
}
