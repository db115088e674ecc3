import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { SequenceDraft } from './draft.js';
import { EventProperty } from './EventProperty.js';
import { SequenceStep } from './SequenceStep.js';
import classes from './sequence.module.css';
import { addStep, mostSteps } from './sequence-draft.js';
import tree from './tree.module.css';

/** The steps of a sequence down a line, and what links them. */
export function SequenceSteps({ node }: { node: SequenceDraft }) {
  const t = translator('editor');
  const { replace, focus } = useTree();
  return (
    <div className={classes.sequence}>
      <ol className={classes.steps} aria-label={t('sequence.steps')}>
        {node.steps.map((step, index) => (
          <SequenceStep key={step.id} node={node} step={step} index={index} />
        ))}
      </ol>
      <div className={classes.foot}>
        {node.steps.length < mostSteps && (
          <Button
            variant="light"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              const next = addStep(node);
              replace(next);
              const added = next.steps.find((step) => !node.steps.some(({ id }) => id === step.id));
              if (added !== undefined) focus(added.id);
            }}
          >
            {t('sequence.addStep')}
          </Button>
        )}
        <SameInput node={node} />
      </div>
    </div>
  );
}

/** "the same Product id in every step". */
function SameInput({ node }: { node: SequenceDraft }) {
  const t = translator('editor');
  const { replace } = useTree();
  const { same, steps } = node;
  const chosen = same === null ? 'none' : typeof same === 'string' ? 'one' : 'each';
  return (
    <div className={tree.words}>
      <NativeSelect
        aria-label={t('sequence.links')}
        w="auto"
        maw="100%"
        size="xs"
        value={chosen}
        data={[
          { value: 'none', label: t('sequence.noLink') },
          { value: 'one', label: t('sequence.oneLink') },
          { value: 'each', label: t('sequence.eachLink') },
        ]}
        onChange={(event) => {
          const value = event.currentTarget.value;
          const first = same === null ? '' : typeof same === 'string' ? same : (same[0] ?? '');
          const next = value === 'one' ? first : value === 'each' ? steps.map(() => first) : null;
          replace({ ...node, same: next });
        }}
      />
      {typeof same === 'string' && (
        <EventProperty
          event={steps[0]?.event ?? ''}
          property={same}
          set={(property) => replace({ ...node, same: property })}
        />
      )}
    </div>
  );
}
