import { NativeSelect, UnstyledButton } from '@mantine/core';
import { useSegmentNames } from '../api/segments.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';
import { useTree } from './context.js';
import type { SegmentDraft } from './draft.js';
import { PropertyPicker } from './PropertyPicker.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';

/** "Is in Gold customers". */
export function SegmentCondition({ node, scope }: { node: SegmentDraft; scope: PaletteScope }) {
  const t = translator('editor');
  const tree = useTree();
  const { data } = useSegmentNames();
  const segment = data?.find((each) => each.id === node.segment);
  const name = segment === undefined ? t('pick.segment') : localName(segment.name);
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
        onChange={(event) => tree.replace({ ...node, negated: event.currentTarget.value === 'not' })}
      />
      <PropertyPicker
        scope={scope}
        only="segment"
        onPick={(item) => {
          const made = item.make();
          if (made.kind === 'segment') tree.replace({ ...node, segment: made.segment });
        }}
      >
        <UnstyledButton className={classes.subject} data-kind="segment" aria-label={t('pick.segmentIs', { name })}>
          <span className="one-line">{name}</span>
        </UnstyledButton>
      </PropertyPicker>
    </>
  );
}
