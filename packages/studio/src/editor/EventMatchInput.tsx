import { Button, UnstyledButton } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import { type GroupDraft, newGroup } from './draft.js';
import { PropertyPicker } from './PropertyPicker.js';
import classes from './tree.module.css';

interface EventMatchInputProps {
  /** Empty where none is chosen yet. */
  readonly event: string;
  readonly where: GroupDraft | null;
  setEvent(event: string): void;
  setWhere(where: GroupDraft): void;
}

/** The name of an event, to be exchanged, and the way to conditions on it. */
export function EventName({ event, setEvent }: Pick<EventMatchInputProps, 'event' | 'setEvent'>) {
  const t = translator('editor');
  const tree = useTree();
  const name = event === '' ? t('pick.event') : event;
  return (
    <PropertyPicker
      scope={{ of: 'visitor', editing: tree.editing }}
      only="event"
      onPick={(item) => {
        const made = item.make();
        if (made.kind === 'event') setEvent(made.event);
      }}
    >
      <UnstyledButton className={classes.subject} data-kind="event" aria-label={t('pick.eventIs', { name })}>
        <span className="one-line">{name}</span>
      </UnstyledButton>
    </PropertyPicker>
  );
}

/** Begins the conditions on an event that has none. */
export function AddWhere({ event, where, setWhere }: Omit<EventMatchInputProps, 'setEvent'>) {
  const t = translator('editor');
  const tree = useTree();
  if (where !== null || event === '') return null;
  return (
    <PropertyPicker
      scope={{ of: 'event', event }}
      onPick={(item) => {
        const made = item.make();
        setWhere(newGroup([made]));
        tree.focus(made.id);
      }}
    >
      <Button variant="subtle" size="xs" color="gray" leftSection={<IconFilterPlus size={14} aria-hidden />}>
        {t('event.where')}
      </Button>
    </PropertyPicker>
  );
}
