import { NativeSelect } from '@mantine/core';
import { AmountInput } from './AmountInput.js';
import { useTree } from './context.js';
import type { SequenceDraft } from './draft.js';
import { sequenceUnits } from './sequence-draft.js';
import classes from './tree.module.css';
import { WindowInput } from './WindowInput.js';

/** "Did, in this order, within 7 days": what is said of the sequence as a whole; its steps stand below. */
export function SequenceCondition({ node }: { node: SequenceDraft }) {
  const { replace } = useTree();
  const { within } = node;
  return (
    <>
      <NativeSelect
        aria-label="Did or did not"
        w="auto"
        value={node.negated ? 'not' : 'did'}
        data={[
          { value: 'did', label: 'did' },
          { value: 'not', label: 'did not' },
        ]}
        onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <span className={classes.word}>one after another,</span>
      <NativeSelect
        aria-label="How long the sequence may take"
        w="auto"
        value={within === null ? 'any' : 'within'}
        data={[
          { value: 'any', label: 'however long it takes' },
          { value: 'within', label: 'all within' },
        ]}
        onChange={(event) => {
          const limited = event.currentTarget.value === 'within';
          replace({ ...node, within: limited ? { amount: 7, unit: 'days' } : null });
        }}
      />
      {within !== null && (
        <>
          <AmountInput
            label="Time from the first step to the last"
            min={1}
            value={within.amount}
            set={(amount) => replace({ ...node, within: { ...within, amount } }, `within:${node.id}`)}
          />
          <NativeSelect
            aria-label="Unit of the time from the first step to the last"
            w="auto"
            value={within.unit}
            data={[...sequenceUnits]}
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
