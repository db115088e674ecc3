import { NativeSelect } from '@mantine/core';
import { translator } from '../language/translator.js';
import { AmountInput } from './AmountInput.js';
import { useTree } from './context.js';
import type { SequenceDraft } from './draft.js';
import { sequenceUnits } from './sequence-draft.js';
import classes from './tree.module.css';
import { WindowInput } from './WindowInput.js';

/** "Did, in this order, within 7 days": what is said of the sequence as a whole; its steps stand below. */
export function SequenceCondition({ node }: { node: SequenceDraft }) {
  const t = translator('editor');
  const { replace } = useTree();
  const { within } = node;
  return (
    <>
      <NativeSelect
        aria-label={t('question.did')}
        w="auto"
        value={node.negated ? 'not' : 'did'}
        data={[
          { value: 'did', label: t('question.yes') },
          { value: 'not', label: t('question.no') },
        ]}
        onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <span className={classes.word}>{t('sequence.order')}</span>
      <NativeSelect
        aria-label={t('sequence.howLong')}
        w="auto"
        value={within === null ? 'any' : 'within'}
        data={[
          { value: 'any', label: t('sequence.any') },
          { value: 'within', label: t('sequence.within') },
        ]}
        onChange={(event) => {
          const limited = event.currentTarget.value === 'within';
          replace({ ...node, within: limited ? { amount: 7, unit: 'days' } : null });
        }}
      />
      {within !== null && (
        <>
          <AmountInput
            label={t('sequence.time')}
            min={1}
            value={within.amount}
            set={(amount) => replace({ ...node, within: { ...within, amount } }, `within:${node.id}`)}
          />
          <NativeSelect
            aria-label={t('sequence.unit')}
            w="auto"
            value={within.unit}
            data={sequenceUnits.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
            onChange={(event) => {
              const unit = sequenceUnits.find((each) => each === event.currentTarget.value);
              if (unit !== undefined) replace({ ...node, within: { ...within, unit } });
            }}
          />
        </>
      )}
      <WindowInput node={node} />
    </>
  );
}
