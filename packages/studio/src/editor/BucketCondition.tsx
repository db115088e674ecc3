import { NativeSelect, TextInput } from '@mantine/core';
import { translator } from '../language/translator.js';
import { NumberField } from '../shell/NumberField.js';
import { useTree } from './context.js';
import type { BucketDraft } from './draft.js';
import classes from './tree.module.css';

/** "Is in the stable share from 0 % to 10 % named spring-test". */
export function BucketCondition({ node }: { node: BucketDraft }) {
  const t = translator('editor');
  const { replace } = useTree();
  const percent = (key: 'from' | 'to', label: string) => (
    <NumberField
      aria-label={label}
      width={84}
      least={0}
      most={100}
      unit="%"
      value={node[key]}
      set={(next) => replace({ ...node, [key]: next }, `${key}:${node.id}`)}
    />
  );
  const { from, to } = node;
  const width = from === null || to === null || to <= from ? null : Math.round((to - from) * 1000) / 1000;
  return (
    <>
      <NativeSelect
        aria-label={t('membership.label')}
        w="auto"
        value={node.negated ? 'not' : 'in'}
        data={[
          { value: 'in', label: t('membership.in') },
          { value: 'not', label: t('membership.notIn') },
        ]}
        onChange={(event) => replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <span className={classes.word}>{t('share.from')}</span>
      {percent('from', t('share.fromLabel'))}
      <span className={classes.word}>{t('share.to')}</span>
      {percent('to', t('share.toLabel'))}
      <span className={classes.word}>{t('share.named')}</span>
      <TextInput
        aria-label={t('share.name')}
        placeholder={t('share.hint')}
        w={180}
        maxLength={1000}
        value={node.salt}
        onChange={(event) => replace({ ...node, salt: event.currentTarget.value }, `salt:${node.id}`)}
      />
      <span className={classes.meaning}>{width === null ? t('share.some') : t('share.about', { width })}</span>
    </>
  );
}
