import { NativeSelect } from '@mantine/core';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { EventDraft } from './draft.js';
import { isNumeric, type Measure, once } from './measure.js';

const aggregates = ['sum', 'average', 'minimum', 'maximum', 'first', 'last', 'mostFrequent'] as const;
const times = [
  ['firstTime', 'first'],
  ['lastTime', 'last'],
] as const;

function chosenOf({ measure, negated }: EventDraft): string {
  if (measure.kind === 'count') return negated ? 'not' : 'did';
  return measure.kind === 'aggregate' ? measure.function : `${measure.which}Time`;
}

function measureFor(chosen: string, before: Measure): Measure {
  const property = before.kind === 'time' ? '' : before.property;
  const aggregate = aggregates.find((value) => value === chosen);
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
  const t = translator('editor');
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
          aria-label={t('question.holds')}
          w="auto"
          value={node.negated ? 'not' : 'holds'}
          data={[
            { value: 'holds', label: t('question.the') },
            { value: 'not', label: t('question.notThe') },
          ]}
          onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
        />
      )}
      <NativeSelect
        aria-label={t('question.did')}
        w="auto"
        value={chosenOf(node)}
        data={[
          { value: 'did', label: t('question.yes') },
          { value: 'not', label: t('question.no') },
          ...aggregates.map((value) => ({ value, label: t(`question.${value}`) })),
          ...times.map(([value]) => ({ value, label: t(`question.${value}`) })),
        ]}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </>
  );
}
