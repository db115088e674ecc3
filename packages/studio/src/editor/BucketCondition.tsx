import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTree } from './context.js';
import type { BucketDraft } from './draft.js';
import classes from './tree.module.css';

/** "Is in the stable share from 0 % to 10 % named spring-test". */
export function BucketCondition({ node }: { node: BucketDraft }) {
  const { replace } = useTree();
  const percent = (key: 'from' | 'to', label: string) => (
    <NumberInput
      aria-label={label}
      w={84}
      min={0}
      max={100}
      suffix=" %"
      value={node[key] ?? ''}
      onChange={(next) => replace({ ...node, [key]: next === '' ? null : Number(next) }, `${key}:${node.id}`)}
    />
  );
  const { from, to } = node;
  const width = from === null || to === null || to <= from ? null : Math.round((to - from) * 1000) / 1000;
  return (
    <>
      <NativeSelect
        aria-label="In or not in"
        w="auto"
        value={node.negated ? 'not' : 'in'}
        data={[
          { value: 'in', label: 'is in' },
          { value: 'not', label: 'is not in' },
        ]}
        onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <span className={classes.word}>the share from</span>
      {percent('from', 'Share from')}
      <span className={classes.word}>to</span>
      {percent('to', 'Share to')}
      <span className={classes.word}>named</span>
      <TextInput
        aria-label="Name of the share"
        placeholder="such as spring-test"
        w={180}
        maxLength={1000}
        value={node.salt}
        onChange={(event) => replace({ ...node, salt: event.currentTarget.value }, `salt:${node.id}`)}
      />
      <span className={classes.meaning}>
        {width === null ? 'Some' : `${width} %`} of all people by chance, always the same ones under the same name
      </span>
    </>
  );
}
