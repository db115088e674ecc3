import { Button, Text } from '@mantine/core';
import { IconArrowNarrowDown } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { EventDraft, SequenceDraft } from './draft.js';
import { AddWhere, EventName } from './EventMatchInput.js';
import { GroupCard } from './GroupCard.js';
import { MeasureInput } from './MeasureInput.js';
import { QuestionInput } from './QuestionInput.js';
import { newSequence, newStep } from './sequence-draft.js';
import classes from './tree.module.css';
import { useEventScope } from './vocabulary.js';
import { WindowInput } from './WindowInput.js';

/** "Did Order Completed at least 3 times in the last 30 days". */
export function EventCondition({ node }: { node: EventDraft }) {
  const t = translator('editor');
  const tree = useTree();
  return (
    <>
      <QuestionInput node={node} />
      <EventName event={node.event} setEvent={(event) => tree.replace({ ...node, event })} />
      <MeasureInput node={node} />
      <WindowInput node={node} />
      <AddWhere event={node.event} where={node.where} setWhere={(where) => tree.replace({ ...node, where })} />
      {isPlain(node) && (
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          leftSection={<IconArrowNarrowDown size={14} aria-hidden />}
          onClick={() => tree.replace(sequenceFrom(node))}
        >
          {t('event.andThen')}
        </Button>
      )}
    </>
  );
}

/** Whether the condition asks only that it was done, which a first step asks too. */
function isPlain({ event, measure }: EventDraft): boolean {
  if (event === '' || measure.kind !== 'count') return false;
  return measure.bound === 'atLeast' && measure.times === 1 && measure.of === 'events';
}

function sequenceFrom({ id, negated, event, where, window }: EventDraft): SequenceDraft {
  const sequence = newSequence();
  return { ...sequence, id, negated, window, steps: [{ ...newStep(event), where }, newStep('')] };
}

/** Conditions that must all be about the same event, standing inside it. */
EventCondition.Where = function Where({ node }: { node: EventDraft }) {
  const t = translator('editor');
  const scope = useEventScope(node.event);
  if (node.where === null) return null;
  return (
    <div className={classes.where}>
      <GroupCard group={node.where} scope={scope} outermost />
      <Text size="xs" c="dimmed" mt={4}>
        {t('event.sameOne', { event: node.event })}
      </Text>
    </div>
  );
};
