import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useTree } from './context.js';
import { type EventDraft, newGroup } from './draft.js';
import { GroupCard } from './GroupCard.js';
import { MeasureInput } from './MeasureInput.js';
import { PropertyPicker } from './PropertyPicker.js';
import { QuestionInput } from './QuestionInput.js';
import classes from './tree.module.css';
import { WindowInput } from './WindowInput.js';

/** "Did Order Completed at least 3 times in the last 30 days". */
export function EventCondition({ node }: { node: EventDraft }) {
  const tree = useTree();
  const name = node.event === '' ? 'choose an event' : node.event;
  return (
    <>
      <QuestionInput node={node} />
      <PropertyPicker
        scope={{ of: 'visitor', editing: tree.editing }}
        only="event"
        onPick={(item) => {
          const made = item.make();
          if (made.kind === 'event') tree.replace({ ...node, event: made.event });
        }}
      >
        <UnstyledButton className={classes.subject} data-kind="event" aria-label={`Event ${name}. Change`}>
          <span className="one-line">{name}</span>
        </UnstyledButton>
      </PropertyPicker>
      <MeasureInput node={node} />
      <WindowInput node={node} />
      {node.where === null && node.event !== '' && (
        <PropertyPicker
          scope={{ of: 'event', event: node.event }}
          onPick={(item) => tree.replace({ ...node, where: newGroup([item.make()]) })}
        >
          <Button variant="subtle" size="xs" color="gray" leftSection={<IconFilterPlus size={14} aria-hidden />}>
            where…
          </Button>
        </PropertyPicker>
      )}
    </>
  );
}

/** Conditions that must all be about the same event, standing inside it. */
EventCondition.Where = function Where({ node }: { node: EventDraft }) {
  if (node.where === null) return null;
  return (
    <div className={classes.where}>
      <GroupCard group={node.where} scope={{ of: 'event', event: node.event }} outermost />
      <Text size="xs" c="dimmed" mt={4}>
        One and the same “{node.event}” has to satisfy this, not several together.
      </Text>
    </div>
  );
};
