import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowsDiagonal } from '@tabler/icons-react';
import { useSegmentNames } from '../api/segments.js';
import { useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatTime, localName } from '../shell/format.js';
import { useTree } from './context.js';
import type { SegmentDraft } from './draft.js';
import { PropertyPicker } from './PropertyPicker.js';
import { rulesOf } from './segment-rules.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';

/** "Is in Gold customers". */
export function SegmentCondition({ node, scope }: { node: SegmentDraft; scope: PaletteScope }) {
  const t = translator('editor');
  const tree = useTree();
  const { site } = useSite();
  const { data } = useSegmentNames();
  const segment = data?.find((each) => each.id === node.segment);
  const name = segment === undefined ? t('pick.segment') : localName(segment.name);
  // Rules about accounts are no rules about the people who belong to them.
  const mayExpand = segment !== undefined && segment.subject === tree.subject;
  const expand = (expanded: Segment) => {
    tree.replace(rulesOf(node, expanded));
    tree.focus(node.id);
    if (expanded.kind === 'batch') {
      const { lastRun } = expanded;
      notifications.show({
        color: 'ember',
        title: t('expand.batch'),
        message:
          lastRun === null
            ? t('expand.batchNever')
            : t('expand.batchAbout', { at: formatTime(lastRun.at, site.timeZone) }),
        autoClose: false,
      });
    }
    const named = expanded.includes.length + expanded.excludes.length;
    if (named > 0) {
      notifications.show({
        color: 'ember',
        title: t('expand.named'),
        message: t('expand.namedAbout', { count: named }),
      });
    }
  };
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
      {segment !== undefined && mayExpand && (
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          leftSection={<IconArrowsDiagonal size={14} aria-hidden />}
          onClick={() => expand(segment)}
        >
          {t('expand.action')}
        </Button>
      )}
    </>
  );
}
